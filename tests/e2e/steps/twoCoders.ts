/** A conversation that two people have coded: what they heard alike, and what differently. */
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { CodingChange, OneCoder } from "../../../shared/domain/coding.ts";
import type { CodingId, ConversationId } from "../../../shared/domain/ids.ts";
import type { SchemeId } from "../../../shared/domain/scheme.ts";
import type { LaunchedApplication } from "../../host/launch.ts";
import { expect } from "../../support/applicationTest.ts";
import { ask } from "./ask.ts";
import { quickConversation } from "./quickVault.ts";
import type { Walker } from "./screenTour.ts";

/** What one coder heard in the practitioner's lines, in order, and how they rated; `empathy` stays empty if left out. */
export interface Heard {
  readonly coder: OneCoder;
  readonly codes: readonly string[];
  readonly empathy?: number;
}

export const mine: Heard = { coder: { kind: "owner" }, codes: ["Q", "SR", "CR", "AF", "Q"], empathy: 3 };
export const hers: Heard = {
  coder: { kind: "colleague", name: "Anna" },
  codes: ["Q", "CR", "CR", "NC", "Q"],
  empathy: 5,
};

/** So long that globals are rated, in ms; the sound is shorter. */
const sampleMs = 300_000;

const talk = `WEBVTT

00:00:00.200 --> 00:00:01.200
<v Rådgivare>Om du tänker på de senaste veckorna – när har det känts lite lättare?

00:00:01.200 --> 00:00:02.000
<v Klient>Jo, i tisdags faktiskt. Jag var ute och gick innan jag hann tänka efter.

00:00:02.000 --> 00:00:03.000
<v Rådgivare>Det bara hände, och det var skönt.

00:00:03.000 --> 00:00:03.800
<v Klient>Ja. Så jag tänker att det kanske är morgnarna jag ska börja med.

00:00:03.800 --> 00:00:05.000
<v Rådgivare>Du har redan hittat något som fungerar – morgnarna ger dig kraft.

00:00:05.000 --> 00:00:05.600
<v Rådgivare>Det är starkt att du gick ut ändå.

00:00:05.600 --> 00:00:06.400
<v Klient>Mm. Fast det är inte varje dag.

00:00:06.400 --> 00:00:07.800
<v Rådgivare>Vad skulle göra det lite lättare en sådan morgon?
`;

/** A role play with text and, unless it is to be quick, with sound. */
export async function codableConversation(
  application: LaunchedApplication,
  page: Page,
  { title = "Morgnarna", hasSound = true }: { readonly title?: string; readonly hasSound?: boolean } = {},
): Promise<ConversationId> {
  const file = join(await mkdtemp(join(tmpdir(), "lyhord-coders-")), "samtal.vtt");
  await writeFile(file, talk);
  return quickConversation(application, page, {
    permission: {
      kind: "role-play",
      title,
      participants: [{ name: "Anna", saidYesOn: "2026-03-02" }],
    },
    ...(hasSound ? { sound: "speech.wav" } : {}),
    transcript: file,
  });
}

/** Begins a coding of all of it. */
export async function beginCoding(
  page: Page,
  conversationId: ConversationId,
  { coder }: Heard,
): Promise<CodingId> {
  const { codingId } = await ask(page, "coding.create", {
    conversationId,
    schemeId: "miti-4.2.1" as SchemeId,
    schemeVersion: 1,
    coder,
    sample: { drawn: "whole", startMs: 0, endMs: sampleMs },
    target: "Gå ut på morgonen",
    passes: 1,
  });
  return codingId;
}

/** Gives the codes, rates empathy, and finishes. */
export async function finishCoding(page: Page, codingId: CodingId, { codes, empathy }: Heard): Promise<void> {
  await ask(page, "coding.hear", { codingId, heard: [{ startMs: 0, endMs: sampleMs }] });
  const { units, version } = await ask(page, "coding.read", { codingId });
  const coded = units
    .filter(({ speaker }) => speaker === "practitioner")
    .map(
      (before, index): CodingChange => ({
        kind: "unit",
        before,
        after: { ...before, codes: [codes[index] ?? "NC"] },
      }),
    );
  const rated: CodingChange[] =
    empathy === undefined
      ? []
      : [{ kind: "rating", itemId: "empathy", before: null, after: { value: empathy, evidenceMs: [] } }];
  await ask(page, "coding.apply", { codingId, baseVersion: version, changes: [...coded, ...rated] });
  await ask(page, "coding.finish", { codingId });
}

/** From a conversation that is open in the review to where two coders heard differently, and back. */
export async function walkThroughComparison(
  { page, t, look }: Walker,
  conversationId: ConversationId,
): Promise<void> {
  const press = (key: string) => page.getByRole("button", { name: t(key), exact: true }).click();
  for (const heard of [mine, hers]) {
    await finishCoding(page, await beginCoding(page, conversationId, heard), heard);
  }
  await page.getByRole("tab", { name: t("review.tab.codings") }).click();
  await press("compare.choose.two");
  await expect(page.getByRole("region", { name: t("compare.list") })).toBeVisible();
  await look("comparison");
  await press("compare.consensus.begin");
  await expect(page.getByRole("button", { name: t("compare.consensus.finish") })).toBeVisible();
  await look("comparison: deciding together");
  await press("compare.training.open");
  await expect(page.getByRole("dialog", { name: t("compare.training.title") })).toBeVisible();
  await look("dialog: coder training");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await press("compare.back");
  await expect(page.getByRole("tab", { name: t("review.tab.notes") })).toBeVisible();
}
