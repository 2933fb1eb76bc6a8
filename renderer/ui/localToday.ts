/** Today's date where the person sits; what is due is decided in the vault process. */
import type { IsoDate } from "../../shared/domain/isoDate.ts";
import { localDateOf } from "../../shared/domain/localMidnight.ts";
import { pageNow } from "../api/pageClock.ts";

/** The computer's time zone, an IANA name. */
export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** `YYYY-MM-DD`. */
export function localToday(): IsoDate {
  return localDateOf(pageNow(), localZone());
}
