/** The one way from the page to the vault: a request of the contract, answered or thrown. */
import type { RequestInput, RequestName, RequestOutput } from "../../shared/contract.ts";
import { AppFailure } from "./appFailure.ts";
import { isLongWork, whileWorking } from "./longWork.ts";

/**
 * Makes a request of the contract.
 *
 * @throws AppFailure if the request was refused or failed
 */
export async function call<Name extends RequestName>(
  name: Name,
  input: RequestInput<Name>,
): Promise<RequestOutput<Name>> {
  const ask = () => window.lyhord.call(name, input);
  const result = await (isLongWork(name) ? whileWorking(ask) : ask());
  if (!result.ok) throw new AppFailure(result.error);
  return result.value;
}
