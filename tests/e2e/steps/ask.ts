/** Asks the application what it has, for what a person cannot see to the millisecond. */
import type { Page } from "@playwright/test";
import type { RequestInput, RequestName, RequestOutput } from "../../../shared/contract.ts";
import type { Result } from "../../../shared/result.ts";

/** What the preload lays on the window (renderer/api/lyhord.d.ts). */
export interface Bridge {
  readonly lyhord: {
    call<Name extends RequestName>(
      name: Name,
      input: RequestInput<Name>,
    ): Promise<Result<RequestOutput<Name>>>;
  };
}

/**
 * Makes a request of the contract as the page does.
 *
 * @throws Error with the code if it was refused
 */
export async function ask<Name extends RequestName>(
  page: Page,
  name: Name,
  input: RequestInput<Name>,
): Promise<RequestOutput<Name>> {
  const answer = await page.evaluate(
    ([asked, given]) => (window as unknown as Bridge).lyhord.call(asked, given as never),
    [name, input] as const,
  );
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`);
  return answer.value as RequestOutput<Name>;
}
