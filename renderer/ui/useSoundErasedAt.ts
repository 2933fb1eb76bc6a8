/** At what due sound is erased at the latest, as the texts say it. */
import type { LoginStart } from "../../shared/domain/loginStart.ts";
import { useRequest } from "../api/useRequest.ts";

/** `login`: the first login to the computer; `start`: the next time that somebody starts Lyhörd. */
export type SoundErasedAt = "login" | "start";

/** By what the computer says of the start at login now. */
export function useSoundErasedAt(): SoundErasedAt {
  return soundErasedAt(useRequest("shell.loginStart", {}, { anew: true }).data?.state);
}

/** Until it is known, what is true in any case: at a login that erases, Lyhörd is started as well. */
export function soundErasedAt(state: LoginStart | undefined): SoundErasedAt {
  return state?.phase === "on" ? "login" : "start";
}
