/** The quick way to a vault and its conversations: the page's own requests, without the clicks. */
import type { Page } from "@playwright/test";
import type { ConsentDraft } from "../../../shared/domain/consent.ts";
import type { Permission } from "../../../shared/domain/conversation.ts";
import type { ConversationId, SourceId } from "../../../shared/domain/ids.ts";
import type { Mandate } from "../../../shared/domain/mandate.ts";
import type { Language } from "../../../shared/domain/settings.ts";
import { homeOf, type LaunchedApplication } from "../../host/launch.ts";
import { expect } from "../../support/applicationTest.ts";
import { fixturePath } from "../../support/fixturePath.ts";
import { layVault } from "../../support/readyVault.ts";
import { ask } from "./ask.ts";

/** Deriving a key costs a second on an idle machine, and much more on a busy one. */
export const derivation = { timeout: 60_000 } as const;

/** The passphrase of vaults made here. */
export const quickPassphrase = "granris lykta okand segelbat";

/** Opens an empty vault and shows its rooms; its key costs the least that is allowed. @returns the recovery code */
export async function quickVault(
  page: Page,
  {
    name = "Provvalv",
    language = "sv",
    passphrase = quickPassphrase,
  }: { readonly name?: string; readonly language?: Language; readonly passphrase?: string } = {},
): Promise<string> {
  const { vaultId, recoveryCode } = layVault(homeOf(page), { name, language, passphrase });
  await ask(page, "vault.unlock", {
    vaultId,
    secret: { kind: "passphrase", bytes: new TextEncoder().encode(passphrase) },
  });
  await page.reload();
  await expect(page.getByRole("main")).toBeVisible();
  return recoveryCode;
}

/** Offers a file through the dialog that a person would see; a name of `tests/fixtures`, or a whole path. */
export async function offer(
  application: LaunchedApplication,
  page: Page,
  purpose: "audio" | "transcript",
  file: string,
): Promise<SourceId> {
  await application.answerDialog([file.startsWith("/") ? file : fixturePath(file)]);
  const [source] = await ask(page, "shell.chooseFiles", { purpose });
  if (source === undefined) throw new Error("the dialog gave nothing");
  return source.sourceId;
}

/** What goes into a conversation; what is left out stays out. */
export interface QuickContent {
  readonly permission: Permission;
  readonly occasion?: string;
  readonly sound?: string;
  readonly transcript?: string;
  readonly note?: string;
}

/** Makes a conversation with its content, and waits until its sound is ready. */
export async function quickConversation(
  application: LaunchedApplication,
  page: Page,
  { permission, occasion = "", sound, transcript, note }: QuickContent,
): Promise<ConversationId> {
  const { conversationId } = await ask(page, "conversation.create", {
    permission,
    occasion,
    heldOn: localDate(0),
  });
  if (sound !== undefined) {
    const sourceId = await offer(application, page, "audio", sound);
    await ask(page, "audio.import", { conversationId, sourceId, durationMs: null });
    await soundIsReady(page, conversationId);
  }
  if (transcript !== undefined) {
    const sourceId = await offer(application, page, "transcript", transcript);
    await ask(page, "transcript.import", {
      conversationId,
      sourceId,
      speakers: [
        { label: "Rådgivare", speaker: "practitioner" },
        { label: "Klient", speaker: "client" },
      ],
      replace: false,
    });
  }
  if (note !== undefined) {
    await ask(page, "note.create", { conversationId, startMs: 3_300, endMs: 4_600, text: note });
  }
  return conversationId;
}

/** Waits until peaks are drawn and positions are exact. */
export async function soundIsReady(page: Page, conversationId: ConversationId): Promise<void> {
  const phase = async () => (await ask(page, "conversation.read", { conversationId })).sound.phase;
  await expect.poll(phase, { timeout: 60_000 }).toBe("ready");
}

/** A permission that lasts two months. */
export function exampleConsent(part: Partial<ConsentDraft> = {}): ConsentDraft {
  return {
    number: 17,
    pseudonym: "Tallen",
    purpose: "Att bli bättre på samtal",
    audience: "Jag och min lärgrupp",
    form: "written",
    wordingVersion: "sv-1",
    givenOn: localDate(-1),
    lastOn: localDate(60),
    others: [],
    keptWhere: "Ärende 2026-1",
    spoken: null,
    outsideInvestigation: true,
    ...part,
  };
}

/** A filled-in mandate card. */
export const exampleMandate: Mandate = {
  organisation: "Försäkringskassan",
  decidedBy: "Enhetschefen",
  erasure: { basis: "decision", reference: "Beslut 2026:1" },
  dataProtectionContact: "dataskydd på intranätet",
};

/** The day so many days from today, in the application's zone. */
export function localDate(daysFromToday: number): string {
  const date = new Date(Date.now() + daysFromToday * 86_400_000);
  return new Intl.DateTimeFormat("sv-SE").format(date);
}
