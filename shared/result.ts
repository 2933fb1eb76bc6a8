/** The outcome of a request as plain data, so that it can cross process borders. */
import type { AppError } from "./errors.ts";

/** Either a value or the reason why there is none. */
export type Result<T, E = AppError> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** Wraps a value as a success. */
export function success<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

/** Wraps an error as a failure. */
export function failed<E>(error: E): Result<never, E> {
  return { ok: false, error };
}
