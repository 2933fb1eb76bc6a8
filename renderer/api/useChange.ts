/** Changing something in the vault from a component. */
import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { RequestInput, RequestName, RequestOutput } from "../../shared/contract.ts";
import type { AppFailure } from "./appFailure.ts";
import { call } from "./call.ts";
import { staleAfterChange } from "./staleRequests.ts";

/**
 * The same change for several, one after the other: the first that is refused ends it, and is the error.
 *
 * A loop over `useChange` would show the last one's only.
 */
export function useChangeOfEach<Name extends RequestName>(
  name: Name,
): UseMutationResult<void, AppFailure, readonly RequestInput<Name>[]> {
  const client = useQueryClient();
  return useMutation<void, AppFailure, readonly RequestInput<Name>[]>({
    mutationFn: async (inputs) => {
      for (const input of inputs) await call(name, input);
    },
    onSettled: () => {
      for (const queryKey of staleAfterChange(name)) void client.invalidateQueries({ queryKey });
    },
  });
}

/** Gives `mutate` and `mutateAsync` for a request; what it makes out of date is read again. */
export function useChange<Name extends RequestName>(
  name: Name,
): UseMutationResult<RequestOutput<Name>, AppFailure, RequestInput<Name>> {
  const client = useQueryClient();
  return useMutation<RequestOutput<Name>, AppFailure, RequestInput<Name>>({
    mutationFn: (input) => call(name, input),
    onSuccess: () => {
      for (const queryKey of staleAfterChange(name)) void client.invalidateQueries({ queryKey });
    },
  });
}
