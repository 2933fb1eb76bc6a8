/** Shapes that several requests share. */
import { z } from "zod";
import { consentDraftSchema } from "../domain/consent.ts";
import { longestHoldDays } from "../domain/hold.ts";
import { consentIdSchema, conversationIdSchema, recordingIdSchema, vaultIdSchema } from "../domain/ids.ts";
import { positionMsSchema } from "../domain/isoDate.ts";

export const nothing = z.object({});

export const conversation = z.object({ conversationId: conversationIdSchema });

/** `[startMs, endMs)` in the sound. */
export const range = z.object({ startMs: positionMsSchema, endMs: positionMsSchema });

export const vault = z.object({ vaultId: vaultIdSchema });

export const consent = z.object({ consentId: consentIdSchema });

export const holdDays = z.int().min(1).max(longestHoldDays);

export const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const peakData = z.custom<Int8Array>((value) => value instanceof Int8Array);

/** UTF-8 of the NFC form of what was typed; wiped by whoever receives it. */
export const secretBytes = bytes.refine((value) => value.length > 0 && value.length <= 1_024);

/** Number and code of a client's copy; the code as it was typed. */
export const withdrawalByCode = vault.extend({
  consentNumber: consentDraftSchema.shape.number,
  code: secretBytes,
});

/** `hold`: the client wants a copy, or someone has asked for the recording. */
export const withdrawalWish = z.enum(["erase", "hold"]);

/** What opens a vault, as it was typed. */
export const vaultSecret = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("passphrase"), bytes: secretBytes }),
  z.object({ kind: z.literal("recovery-code"), bytes: secretBytes }),
]);

/** How far the page is with a recording. */
export const recordingPhaseSchema = z.enum(["off", "armed", "recording", "paused"]);

/** A piece sent in one message: at most 1 MiB. */
export const piece = bytes.refine((value) => value.length > 0 && value.length <= 1_048_576);

/** How much longer a recording can go on before the room is reached that is kept for ending it, ms. */
export const room = z.object({ roomMs: z.int().nonnegative() });

export const recording = z.object({ recordingId: recordingIdSchema });

/** Peaks of one piece: 20 ms bins, a minute at most. */
export const pieceOfPeaks = peakData.refine((value) => value.length % 2 === 0 && value.length <= 6_000);

/** Widths of peak bins that are kept, in ms: fine, middle, overview. */
export const peakBinsMs = [20, 80, 640] as const;
