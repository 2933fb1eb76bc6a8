/** Why no microphone could be opened. */

/** What stands in the way, told by the page in words. */
export type MicrophoneRefusalReason =
  /** The system, or Lyhörd itself while no recording is armed, does not give the microphone out. */
  | "not-allowed"
  /** There is no microphone, or the chosen one is gone. */
  | "not-found"
  /** Another program holds it, or its driver failed. */
  | "not-readable";

/** A microphone that could not be opened, and why. */
export class MicrophoneRefusal extends Error {
  readonly reason: MicrophoneRefusalReason;

  constructor(reason: MicrophoneRefusalReason) {
    super(reason);
    this.name = "MicrophoneRefusal";
    this.reason = reason;
  }
}

/** What a failure of `getUserMedia` means; anything unknown counts as an unreadable device. */
export function microphoneRefusalOf(error: unknown): MicrophoneRefusal {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return new MicrophoneRefusal("not-allowed");
  if (name === "NotFoundError" || name === "OverconstrainedError") return new MicrophoneRefusal("not-found");
  return new MicrophoneRefusal("not-readable");
}
