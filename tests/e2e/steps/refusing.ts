/** Gives a page other answers than the vault gives: a refusal as when its disk fills, or what the page cannot draw. */
import type { BrowserContext, Page } from "@playwright/test";
import type { RequestName } from "../../../shared/contract.ts";
import type { ErrorCode } from "../../../shared/errors.ts";

/** Before the page is opened: the request will be refused once `refuse` says so; that the vault does is proved elsewhere. */
export function prepareRefusal(
  context: BrowserContext,
  request: RequestName,
  code: ErrorCode,
): Promise<void> {
  return prepareAnswer(context, request, { ok: false, error: { code } });
}

/** Before the page is opened: the request will be answered with what no list is, once `refuse` says so. */
export function prepareNonsense(context: BrowserContext, request: RequestName): Promise<void> {
  return prepareAnswer(context, request, { ok: true, value: {} });
}

async function prepareAnswer(context: BrowserContext, request: RequestName, answer: object): Promise<void> {
  await context.addInitScript(
    ({ given, answeredRequest }) => {
      const define = Object.defineProperty;
      Object.defineProperty = <T>(target: T, name: PropertyKey, descriptor: PropertyDescriptor): T => {
        if (name !== "lyhord") return define(target, name, descriptor);
        const { call, ...others } = descriptor.value as { call: (name: string, input: unknown) => unknown };
        const instead = (asked: string, input: unknown) =>
          asked === answeredRequest && "isRefusing" in window && window.isRefusing === true
            ? Promise.resolve(given)
            : call(asked, input);
        return define(target, name, { ...descriptor, value: { ...others, call: instead } });
      };
    },
    { given: answer, answeredRequest: request },
  );
}

/** From now on, or no longer. */
export async function refuse(page: Page, isRefusing: boolean): Promise<void> {
  await page.evaluate((is) => void Object.assign(window, { isRefusing: is }), isRefusing);
}
