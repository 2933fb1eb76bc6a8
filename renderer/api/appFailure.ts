/** A failed request as the page throws and shows it. */
import type { AppError } from "../../shared/errors.ts";

/** Thrown by `call` and `offerFiles`; `error` is what crossed from the other process. */
export class AppFailure extends Error {
  readonly error: AppError;

  constructor(error: AppError) {
    super(error.code);
    this.name = "AppFailure";
    this.error = error;
  }
}

/** Reads whatever was caught as an `AppError`; what no one foresaw becomes a defect. */
export function toAppError(caught: unknown): AppError {
  return caught instanceof AppFailure ? caught.error : { code: "defect" };
}
