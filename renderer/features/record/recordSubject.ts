/** What is to be recorded: a conversation that is there already, or one that begins with its recording. */
import type { RequestInput, RequestName, RequestOutput } from "../../../shared/contract.ts";
import type { Consent } from "../../../shared/domain/consent.ts";
import type { ConversationDraft, Permission } from "../../../shared/domain/conversation.ts";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { Recorder, RecordingGround, RecordWish } from "./recorder.ts";

/** `new`: made when the recording starts, so that going back leaves nothing behind. */
export type RecordSubject =
  | { readonly kind: "new"; readonly draft: ConversationDraft }
  | { readonly kind: "existing"; readonly conversationId: ConversationId };

/** What starting needs from its surroundings. */
export interface StartPorts {
  call<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<RequestOutput<Name>>;
  readonly recorder: Pick<Recorder, "start">;
}

/**
 * Starts to record; a conversation made for it is discarded again if that is refused.
 *
 * @throws what refused it
 */
export async function startRecording(
  subject: RecordSubject,
  wish: Omit<RecordWish, "conversationId">,
  { call, recorder }: StartPorts,
): Promise<void> {
  if (subject.kind === "existing") {
    await recorder.start({ ...wish, conversationId: subject.conversationId });
    return;
  }
  const { conversationId } = await call("conversation.create", subject.draft);
  try {
    await recorder.start({ ...wish, conversationId });
  } catch (error) {
    await call("conversation.discard", { conversationId }).catch(() => undefined);
    throw error;
  }
}

/** What the recording rests on; `null` where nothing allows one: published material, or a permission that is gone. */
export function groundOf(permission: Permission, consents: readonly Consent[]): RecordingGround | null {
  if (permission.kind === "published") return null;
  if (permission.kind !== "client") return { kind: permission.kind };
  const consent = consents.find(({ id }) => id === permission.consentId);
  if (consent === undefined) return null;
  const { number, form, spoken } = consent;
  if (form === "written") return { kind: "client", number, form: "written" };
  return spoken === null
    ? { kind: "client", number, form: "noted" }
    : { kind: "client", number, form: "to-repeat", readAloud: spoken.wording.readAloud };
}
