/** Permissions and conversations that a test starts out with, made by request and not by hand. */
import { expect } from "@playwright/test";
import type { Consent } from "../../../shared/domain/consent.ts";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { ask } from "./ask.ts";
import type { Desk } from "./desk.ts";
import { dayFromToday } from "./newConversation.ts";

const transcript = "B: Vad har du märkt själv?\nK: Att jag sover bättre när jag har gått ut.\n";

/** The mandate card, filled in. */
export async function keepMandate(desk: Desk): Promise<void> {
  await ask(desk.page(), "mandate.save", {
    organisation: "Kommunens rådgivning",
    decidedBy: "Enhetschefen",
    erasure: { basis: "decision", reference: "KS 2026/117" },
    dataProtectionContact: "Dataskyddsombudet",
  });
}

/** A client's permission for half a year. */
export async function keepConsent(desk: Desk, pseudonym: string): Promise<Consent> {
  const { number } = await ask(desk.page(), "consent.nextNumber", {});
  return ask(desk.page(), "consent.create", {
    number,
    pseudonym,
    purpose: "Att lära av samtalet",
    audience: "Rådgivaren och lärgruppen",
    form: "written",
    wordingVersion: "sv-1",
    givenOn: dayFromToday(-3),
    lastOn: dayFromToday(180),
    others: [],
    outsideInvestigation: true,
    keptWhere: "Dnr 2026-0881",
  });
}

/** A client's conversation with sound, transcript and a note, ready for review. */
export async function keepConversation(
  desk: Desk,
  consent: Consent,
  occasion: string,
  soundPath: string,
): Promise<ConversationId> {
  const page = desk.page();
  const { conversationId } = await ask(page, "conversation.create", {
    permission: { kind: "client", consentId: consent.id },
    occasion,
    heldOn: dayFromToday(0),
  });
  const sound = await offer(desk, "audio", soundPath);
  await ask(page, "audio.import", { conversationId, sourceId: sound, durationMs: null });
  await expect
    .poll(async () => (await ask(page, "conversation.read", { conversationId })).sound.phase, {
      timeout: 60_000,
    })
    .toBe("ready");
  const words = await offer(desk, "transcript", await desk.putFile("rader.txt", transcript));
  const speakers = [
    { label: "B", speaker: "practitioner" as const },
    { label: "K", speaker: "client" as const },
  ];
  await ask(page, "transcript.import", { conversationId, sourceId: words, speakers, replace: false });
  await ask(page, "note.create", { conversationId, startMs: 1_000, endMs: 1_000, text: "Sänkt tempo." });
  return conversationId;
}

async function offer(desk: Desk, purpose: "audio" | "transcript", path: string) {
  await desk.application().answerDialog([path]);
  const [source] = await ask(desk.page(), "shell.chooseFiles", { purpose });
  if (source === undefined) throw new Error(`not offered: ${path}`);
  return source.sourceId;
}
