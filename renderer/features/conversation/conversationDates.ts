/** When a conversation can have been held, and when its sound will be gone. */
import type { Consent } from "../../../shared/domain/consent.ts";
import type { ConversationKind } from "../../../shared/domain/conversation.ts";
import type { IsoDate } from "../../../shared/domain/isoDate.ts";
import { localDateOf } from "../../../shared/domain/localMidnight.ts";
import { dueTimes } from "../../../shared/domain/retention.ts";
import type { RetentionDays } from "../../../shared/domain/settings.ts";

/** Why a date cannot be when the conversation was held. */
export type HeldOnProblem = "missing" | "in-the-future" | "before-permission";

/**
 * What is wrong with the date of a conversation; permission comes first (DOMAIN.md §2.1).
 *
 * @param permittedOn - when permission was given; `null` where that is not asked
 * @returns `null` if it can be
 */
export function heldOnProblem(
  heldOn: IsoDate,
  permittedOn: IsoDate | null,
  today: IsoDate,
): HeldOnProblem | null {
  if (!heldOn) return "missing";
  if (heldOn > today) return "in-the-future";
  return permittedOn !== null && heldOn < permittedOn ? "before-permission" : null;
}

/**
 * The last day on which the sound is there, if it is taken in now.
 *
 * @param now - epoch ms
 * @returns `null` for published material, which no clock erases
 */
export function soundLastOn(
  kind: ConversationKind,
  retention: RetentionDays,
  consentLastOn: IsoDate | null,
  now: number,
  zone: string,
): IsoDate | null {
  const { soundDueAt } = dueTimes({ ...retention, kind, clockStartedAt: now, zone, consentLastOn });
  return soundDueAt === null ? null : localDateOf(soundDueAt - 1, zone);
}

/** Permissions a new conversation can rest on: neither withdrawn nor past their last date; newest first. */
export function validConsents(consents: readonly Consent[], today: IsoDate): Consent[] {
  return consents
    .filter(({ withdrawnAt, lastOn }) => withdrawnAt === null && lastOn >= today)
    .sort((a, b) => b.createdAt - a.createdAt);
}
