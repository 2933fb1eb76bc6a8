/** Reading from the vault in a component. */
import { type UseQueryResult, useQueries, useQuery } from "@tanstack/react-query";
import type { RequestInput, RequestName, RequestOutput } from "../../shared/contract.ts";
import type { AppFailure } from "./appFailure.ts";
import { call } from "./call.ts";

/**
 * Reads, and reads again when an event says that the answer changed (staleRequests.ts).
 *
 * @param options - `enabled: false` waits; `anew` reads whenever it comes on the screen, for what changes without an event
 */
export function useRequest<Name extends RequestName>(
  name: Name,
  input: RequestInput<Name>,
  options: { readonly enabled?: boolean; readonly anew?: boolean } = {},
): UseQueryResult<RequestOutput<Name>, AppFailure> {
  return useQuery<RequestOutput<Name>, AppFailure>({
    queryKey: [name, input],
    queryFn: () => call(name, input),
    enabled: options.enabled ?? true,
    refetchOnMount: options.anew === true ? "always" : true,
  });
}

/** The same for several inputs, in their order; how many there are may change. */
export function useRequestOfEach<Name extends RequestName>(
  name: Name,
  inputs: readonly RequestInput<Name>[],
): UseQueryResult<RequestOutput<Name>, AppFailure>[] {
  return useQueries({
    queries: inputs.map((input) => ({ queryKey: [name, input], queryFn: () => call(name, input) })),
  });
}
