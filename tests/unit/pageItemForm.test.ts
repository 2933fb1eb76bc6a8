import { describe, expect, it } from "vitest";
import type { Import } from "../../renderer/features/bringIn/bringInStore.ts";
import { shareOfAll } from "../../renderer/features/bringIn/importTotals.ts";
import {
  dateOf,
  draftOf,
  type ItemForm,
  type ItemSurroundings,
  itemProblems,
  newItemForm,
  sameAs,
  withDate,
} from "../../renderer/features/bringIn/itemForm.ts";
import { answerTo } from "../../renderer/features/conversation/identityConcern.ts";
import type { Consent } from "../../shared/domain/consent.ts";
import type { DeviceFile } from "../../shared/domain/device.ts";
import type { ConsentId, ConversationId, SourceId } from "../../shared/domain/ids.ts";
import { testConsent } from "../support/vaultForTest.ts";

const zone = "Europe/Stockholm";
const sourceId = "file" as SourceId;
const consent: Consent = {
  ...testConsent,
  id: "consent" as ConsentId,
  createdAt: 0,
  withdrawnAt: null,
  withdrawnWhileLocked: false,
  copyIssuedAt: null,
  conversationCount: 0,
};
const surroundings: ItemSurroundings = { consents: [consent], today: "2026-03-20", acknowledged: [] };
const file: DeviceFile = {
  sourceId,
  name: "001.wav",
  folder: "",
  sizeBytes: 1_000,
  modifiedAt: Date.parse("2026-03-04T13:02:00+01:00"),
  kind: { phase: "readable", mimeType: "audio/wav", format: null },
  known: null,
};
const complete: ItemForm = {
  ...newItemForm(file, undefined, zone),
  kind: "client",
  permission: { kind: "client", consentId: consent.id },
  recordedOn: { by: "device", date: "2026-03-04", isConfirmed: true },
};
const problemsOf = (form: ItemForm, around = surroundings) => itemProblems(sourceId, form, around);

describe("what is asked of a file before it is brought in", () => {
  it("begins with the device's date where it may be right, unconfirmed, and with none where it is in doubt", () => {
    const [believed, doubted] = [newItemForm(file, undefined, zone), newItemForm(file, "never-set", zone)];

    expect([dateOf(believed), problemsOf(believed), dateOf(doubted), problemsOf(doubted)]).toEqual([
      "2026-03-04",
      ["kind", "unconfirmed"],
      "",
      ["kind", "missing"],
    ]);
  });

  it("becomes a conversation once nothing is missing", () => {
    expect([problemsOf(complete), draftOf({ ...complete, occasion: "andra samtalet" })]).toEqual([
      [],
      {
        permission: { kind: "client", consentId: consent.id },
        occasion: "andra samtalet",
        heldOn: "2026-03-04",
      },
    ]);
  });

  it("takes a date that a person chose as said", () => {
    const dated = withDate(newItemForm(file, "never-set", zone), "2026-03-05");

    expect([dated.recordedOn, problemsOf(dated), withDate(dated, "").recordedOn]).toEqual([
      { by: "person", date: "2026-03-05" },
      ["kind"],
      { by: "nobody" },
    ]);
  });

  it.each([
    ["a day before the permission was given", withDate(complete, "2026-02-28"), ["before-permission"]],
    ["a day that has not been", withDate(complete, "2026-03-21"), ["in-the-future"]],
    ["a kind without its permission", { ...complete, permission: null }, ["permission"]],
    ["a number that tells who somebody is", { ...complete, occasion: "19121212-1212" }, ["concern"]],
  ] as const)("is not content with %s", (_, form, problems) => {
    expect(problemsOf(form)).toEqual(problems);
  });

  it("is content with a number once a person has said that it is none of anybody", () => {
    const form = { ...complete, occasion: "19121212-1212" };
    const acknowledged = [answerTo({ field: `occasion-${sourceId}`, text: form.occasion })];

    expect(problemsOf(form, { ...surroundings, acknowledged })).toEqual([]);
  });

  it.each([
    ["withdrawn", { withdrawnAt: 1 }],
    ["over", { lastOn: "2026-03-19" }],
  ])("does not rest on a permission that is %s", (_, part) => {
    expect(problemsOf(complete, { ...surroundings, consents: [{ ...consent, ...part }] })).toEqual([
      "permission-over",
    ]);
  });

  it("takes kind and permission over from another file, and leaves occasion and date", () => {
    const own = { ...newItemForm(file, "too-old", zone), occasion: "tredje" };

    expect(sameAs(own, complete)).toEqual({
      ...own,
      kind: "client",
      permission: { kind: "client", consentId: consent.id },
    });
  });
});

describe("how far several files are together", () => {
  it("goes by their bytes, and counts what will not come as done with", () => {
    const of = (sizeBytes: number, outcome: Import["outcome"]): Import => ({
      file: { ...file, sizeBytes },
      outcome,
    });
    const conversationId = "c" as ConversationId;

    expect([
      shareOfAll([], 0),
      shareOfAll(
        [
          of(10, { phase: "done", conversationId }),
          of(20, { phase: "cancelled" }),
          of(40, { phase: "importing", conversationId }),
          of(30, { phase: "waiting" }),
        ],
        0.5,
      ),
    ]).toEqual([0, 0.5]);
  });
});
