/** Every request the page can make and every event it can hear: the one contract between page, shell and vault process. */
import type { z } from "zod";
import { codingRequests } from "./contract/codingRequests.ts";
import { conversationRequests } from "./contract/conversationRequests.ts";
import { events } from "./contract/events.ts";
import { practiceRequests } from "./contract/practiceRequests.ts";
import { sharingRequests } from "./contract/sharingRequests.ts";
import { shellRequests } from "./contract/shellRequests.ts";
import { soundRequests } from "./contract/soundRequests.ts";
import { textRequests } from "./contract/textRequests.ts";
import { vaultRequests } from "./contract/vaultRequests.ts";

export { peakBinsMs } from "./contract/parts.ts";
export { events };

/** Requests: input is parsed where it is answered, output is what the handler returns. */
export const requests = {
  ...shellRequests,
  ...vaultRequests,
  ...conversationRequests,
  ...sharingRequests,
  ...soundRequests,
  ...textRequests,
  ...codingRequests,
  ...practiceRequests,
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type RequestName = keyof typeof requests;
export type RequestInput<Name extends RequestName> = z.input<(typeof requests)[Name]["input"]>;
export type ParsedInput<Name extends RequestName> = z.output<(typeof requests)[Name]["input"]>;
export type RequestOutput<Name extends RequestName> = z.output<(typeof requests)[Name]["output"]>;

/** Requests that are answered without an unlocked vault, or end with one gone. */
export const lockedRequests = [
  "vault.list",
  "vault.create",
  "vault.unlock",
  "vault.session",
  "vault.recoveryCodeTyped",
  "home.place",
  "home.undestroyed",
  "withdrawal.offer",
  "withdrawal.check",
  "withdrawal.carryOut",
  "vault.erase",
  "backup.inspect",
  "backup.restore",
  "backup.cancelRestore",
] as const satisfies readonly RequestName[];

export type EventName = keyof typeof events;
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>;
/** An event as it crosses to the page. */
export type AppEvent = {
  readonly [Name in EventName]: { readonly name: Name; readonly payload: EventPayload<Name> };
}[EventName];
