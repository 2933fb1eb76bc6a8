/** When a client's permission, a colleague's yes and a mandate are complete, and what stops them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, addMonths, daysBetween } from "../../renderer/features/conversation/calendar.ts";
import {
  type ConsentForm,
  consentDraft,
  consentFreeTexts,
  consentProblems,
  isRefused,
  lastAskedBy,
  newConsentForm,
  offeredWordings,
} from "../../renderer/features/conversation/consentForm.ts";
import {
  heldOnProblem,
  soundLastOn,
  validConsents,
} from "../../renderer/features/conversation/conversationDates.ts";
import { answerTo, openConcerns } from "../../renderer/features/conversation/identityConcern.ts";
import { emptyMandateForm, mandateOf } from "../../renderer/features/conversation/mandateForm.ts";
import {
  colleaguesPermission,
  publishedPermission,
} from "../../renderer/features/conversation/permissionForm.ts";
import type { Consent } from "../../shared/domain/consent.ts";
import { consentDraftSchema } from "../../shared/domain/consent.ts";
import { defaultRetention } from "../../shared/domain/settings.ts";
import { shownWording } from "../../shared/domain/spokenPermission.ts";
import { wordingForTest } from "../support/spokenConsent.ts";

const today = "2026-11-22";
const complete: ConsentForm = {
  ...newConsentForm(17, today, "sv-1"),
  pseudonym: "Tallen",
  purpose: "Att lära mig lyssna",
  audience: "Jag och min lärgrupp",
  form: "written",
  keptWhere: "Dnr 2026-1",
  isInvestigated: false,
};
const wording = wordingForTest("nb-spoken-2");
const spoken: ConsentForm = { ...complete, form: "spoken", askedBy: "Anna Berg", answer: "yes" };

describe("the permission form", () => {
  test("a new form is given today and lasts half a year", () => {
    const { givenOn, lastOn } = newConsentForm(1, "2026-08-31", "sv-1");
    expect([givenOn, lastOn]).toEqual(["2026-08-31", "2027-02-28"]);
  });
  test("the newest text of each language is offered, and an older one where it was chosen before", () => {
    const wordings = ["sv-spoken-2", "sv-spoken-1", "en-spoken-2", "en-spoken-1"].map(wordingForTest);
    const offered = (spokenVersion: string) =>
      offeredWordings(wordings, { spokenVersion }).map(({ version }) => version);
    expect([offered(""), offered("en-spoken-1")]).toEqual([
      ["sv-spoken-2", "en-spoken-2"],
      ["sv-spoken-2", "en-spoken-2", "en-spoken-1"],
    ]);
  });
  test("a complete form becomes a draft that the contract takes", () => {
    expect(consentDraftSchema.parse(consentDraft(complete, today, wording))).toEqual({
      number: 17,
      pseudonym: "Tallen",
      purpose: "Att lära mig lyssna",
      audience: "Jag och min lärgrupp",
      form: "written",
      wordingVersion: "sv-1",
      givenOn: today,
      lastOn: "2027-05-22",
      others: [],
      keptWhere: "Dnr 2026-1",
      spoken: null,
      outsideInvestigation: true,
    });
  });
  test("a spoken permission keeps who asked, the answer, its day, and the text as it was shown", () => {
    expect(consentDraft(spoken, today, wording)).toMatchObject({
      form: "spoken",
      wordingVersion: "nb-spoken-2",
      spoken: {
        askedBy: "Anna Berg",
        wording: shownWording(wording, { ...spoken, lastOn: "2027-05-22" }),
        answer: "yes",
        askedOn: today,
      },
    });
    expect(consentDraft(spoken, today, undefined)).toBe(null);
  });
  test("it needs no version of a signed form, but who asked and a yes", () => {
    const problems = (part: Partial<ConsentForm>) => consentProblems({ ...spoken, ...part }, today);
    expect([
      problems({ wordingVersion: "" }),
      problems({ askedBy: null, answer: null }),
      problems({ answer: "no" }),
      consentProblems({ ...complete, wordingVersion: "" }, today),
    ]).toEqual([
      [],
      [
        { field: "askedBy", problem: "missing" },
        { field: "answer", problem: "missing" },
      ],
      [{ field: "answer", problem: "said-no" }],
      [{ field: "wordingVersion", problem: "missing" }],
    ]);
  });
  test("who asked is suggested as it was last time", () => {
    const kept = (createdAt: number, askedBy: string | null) =>
      ({
        ...consentDraft({ ...spoken, askedBy: askedBy ?? "" }, today, wording),
        createdAt,
        spoken: askedBy === null ? null : { askedBy },
      }) as Consent;
    expect([lastAskedBy([kept(1, "Eva"), kept(3, null), kept(2, "Bo")]), lastAskedBy([])]).toEqual([
      "Bo",
      "",
    ]);
  });
  test.each([
    ["number", { number: null }, "missing"],
    ["pseudonym", { pseudonym: "  " }, "missing"],
    ["form", { form: null }, "missing"],
    ["givenOn", { givenOn: "2026-11-23" }, "in-the-future"],
    ["lastOn", { lastOn: "2026-11-21" }, "in-the-past"],
    ["keptWhere", { keptWhere: "" }, "missing"],
    ["isInvestigated", { isInvestigated: null }, "missing"],
    ["isInvestigated", { isInvestigated: true }, "investigated"],
    ["others", { others: [{ role: "child", informed: false, saidYes: true }] }, "not-informed"],
    ["others", { others: [{ role: "child", informed: true, saidYes: null }] }, "not-answered"],
    ["others", { others: [{ role: "child", informed: true, saidYes: false }] }, "said-no"],
  ] as const)("%s %o is a problem: %s", (field, part, problem) => {
    const form = { ...complete, ...part };
    expect([consentProblems(form, today), consentDraft(form, today, wording)]).toEqual([
      [{ field, problem }],
      null,
    ]);
  });
  test("the last date may be today", () => {
    expect(consentProblems({ ...complete, lastOn: today }, today)).toEqual([]);
  });
  test("one single no, or an investigation, refuses; an open answer does not", () => {
    const yes = { role: "interpreter", informed: true, saidYes: true } as const;
    const refused = [
      { ...complete, others: [yes, { ...yes, saidYes: false }] },
      { ...complete, isInvestigated: true },
      { ...spoken, answer: "no" as const },
      { ...complete, others: [yes, { ...yes, saidYes: null }] },
      complete,
      { ...complete, answer: "no" as const },
    ].map(isRefused);
    expect(refused).toEqual([true, true, true, false, false, false]);
  });
});

describe("text that tells who somebody is", () => {
  test("a name as a pseudonym and a number in any free field are open until answered", () => {
    const form = { ...complete, pseudonym: "Maria Svensson", keptWhere: "811228-9874" };
    const fields = consentFreeTexts(form);
    expect(openConcerns(fields, [])).toEqual([
      { field: "pseudonym", concern: "looks-like-a-name" },
      { field: "keptWhere", concern: "national-id" },
    ]);
    expect(openConcerns(fields, fields.map(answerTo))).toEqual([]);
  });
  test("an answer holds for that text only", () => {
    const first = { field: "pseudonym", text: "Maria Svensson", isPseudonym: true };
    const second = { ...first, text: "Anna Svensson" };
    expect(openConcerns([second], [answerTo(first)])).toHaveLength(1);
  });
});

describe("the other kinds", () => {
  const eva = { name: "Eva", saidYesOn: today, saidYes: true };
  const nobody = { name: " ", saidYesOn: today, saidYes: false };

  test("a role play needs one yes; rows without a name do not count", () => {
    expect(
      colleaguesPermission("role-play", { title: "Första mötet", participants: [eva, nobody] }, today),
    ).toEqual({
      kind: "role-play",
      title: "Första mötet",
      participants: [{ name: "Eva", saidYesOn: today }],
    });
  });
  test("an exercise needs two, each with a yes that is not in the future", () => {
    const of = (...participants: (typeof eva)[]) =>
      colleaguesPermission("exercise", { title: "Övning", participants }, today) !== null;
    expect([
      of(eva, eva),
      of(eva),
      of(eva, { ...eva, saidYes: false }),
      of(eva, { ...eva, saidYesOn: "2026-11-23" }),
    ]).toEqual([true, false, false, false]);
  });
  test("published material needs title, source and licence", () => {
    const film = { title: "Film", source: "SVT", licence: "CC BY" };
    expect([publishedPermission(film), publishedPermission({ ...film, licence: "" })]).toEqual([
      { kind: "published", ...film },
      null,
    ]);
  });
  test("the mandate card needs its basis and the words for it", () => {
    const card = { ...emptyMandateForm, organisation: "O", decidedBy: "C", dataProtectionContact: "D" };
    expect([
      mandateOf({ ...card, basis: "decision", basisText: "2025-77" })?.erasure,
      mandateOf({ ...card, basis: "not-needed", basisText: "Arkivet" })?.erasure,
      mandateOf({ ...card, basis: "decision" }),
      mandateOf({ ...card, basisText: "x" }),
    ]).toEqual([
      { basis: "decision", reference: "2025-77" },
      { basis: "not-needed", saidBy: "Arkivet" },
      null,
      null,
    ]);
  });
});

describe("dates of a conversation", () => {
  test("permission comes before the conversation, and the conversation before today", () => {
    expect([
      heldOnProblem("2026-11-20", "2026-11-21", today),
      heldOnProblem("2026-11-21", "2026-11-21", today),
      heldOnProblem("2026-11-23", null, today),
      heldOnProblem("", null, today),
    ]).toEqual(["before-permission", null, "in-the-future", "missing"]);
  });
  test("the sound stays 30 days, but not past the permission; published material has no last day", () => {
    const now = Date.UTC(2026, 10, 22, 12);
    const zone = "Europe/Stockholm";
    expect([
      soundLastOn("client", defaultRetention, "2027-05-22", now, zone),
      soundLastOn("client", defaultRetention, "2026-11-30", now, zone),
      soundLastOn("published", defaultRetention, null, now, zone),
    ]).toEqual(["2026-12-22", "2026-11-30", null]);
  });
  test("only permissions that are valid today can be chosen, newest first", () => {
    const consent = (createdAt: number, lastOn: string, withdrawnAt: number | null) =>
      ({ ...consentDraft(complete, today, wording), createdAt, lastOn, withdrawnAt }) as Consent;
    const consents = [
      consent(1, today, null),
      consent(2, "2026-11-21", null),
      consent(3, "2027-01-01", 5),
      consent(4, "2027-01-01", null),
    ];
    expect(validConsents(consents, today).map(({ createdAt }) => createdAt)).toEqual([4, 1]);
  });
});

describe("calendar sums", () => {
  const date = fc
    .date({ min: new Date("2000-01-01"), max: new Date("2080-12-31"), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10));

  test("days added are the days between", () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -4_000, max: 4_000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days);
      }),
    );
  });
  test("a month later keeps the day, or is the month's last", () => {
    expect([addMonths("2026-01-31", 1), addMonths("2024-01-31", 1), addMonths("2026-08-15", 6)]).toEqual([
      "2026-02-28",
      "2024-02-29",
      "2027-02-15",
    ]);
  });
});
