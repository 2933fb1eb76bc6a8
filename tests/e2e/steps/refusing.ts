/** Lets a page hear a refusal that the vault gives when its disk fills; that it really does is proved elsewhere. */
import type { BrowserContext, Page } from "@playwright/test";
import type { RequestName } from "../../../shared/contract.ts";
import type { ErrorCode } from "../../../shared/errors.ts";

/** Before the page is opened: the request will be refused once `refuse` says so. */
export async function prepareRefusal(
  context: BrowserContext,
  request: RequestName,
  code: ErrorCode,
): Promise<void> {
  await context.addInitScript(
    ({ refusedRequest, refusal }) => {
      const define = Object.defineProperty;
      Object.defineProperty = <T>(target: T, name: PropertyKey, descriptor: PropertyDescriptor): T => {
        if (name !== "lyhord") return define(target, name, descriptor);
        const { call, ...others } = descriptor.value as { call: (name: string, input: unknown) => unknown };
        const answer = (asked: string, input: unknown) =>
          asked === refusedRequest && "isRefusing" in window && window.isRefusing === true
            ? Promise.resolve({ ok: false, error: { code: refusal } })
            : call(asked, input);
        return define(target, name, { ...descriptor, value: { ...others, call: answer } });
      };
    },
    { refusedRequest: request, refusal: code },
  );
}

/** From now on, or no longer. */
export async function refuse(page: Page, isRefusing: boolean): Promise<void> {
  await page.evaluate((is) => void Object.assign(window, { isRefusing: is }), isRefusing);
}
