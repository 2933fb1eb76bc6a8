/** The form in which a client's permission is recorded: its state, what is still missing, and what it becomes. */
import {
  type Consent,
  type ConsentDraft,
  consentDraftSchema,
  type OtherPerson,
} from "../../../shared/domain/consent.ts";
import type { IsoDate } from "../../../shared/domain/isoDate.ts";
import { shownWording, type Wording } from "../../../shared/domain/spokenPermission.ts";
import { addMonths } from "./calendar.ts";
import type { FreeText } from "./identityConcern.ts";

/** Someone else who is heard; `saidYes: null` until it is answered. */
export interface OtherHeard {
  readonly role: OtherPerson["role"];
  readonly informed: boolean;
  readonly saidYes: boolean | null;
}

/** What is typed; `null` where nothing is chosen yet. */
export interface ConsentForm {
  readonly number: number | null;
  readonly pseudonym: string;
  readonly purpose: string;
  readonly audience: string;
  readonly form: ConsentDraft["form"] | null;
  /** Of the signed form; a spoken permission has the version of the text that was shown. */
  readonly wordingVersion: string;
  /** Of the text for spoken permission; empty for the one in the language of the page. */
  readonly spokenVersion: string;
  /** Who asked; `null` until somebody says so, for then it is as it was last time. */
  readonly askedBy: string | null;
  readonly answer: "yes" | "no" | null;
  readonly givenOn: IsoDate;
  readonly lastOn: IsoDate;
  readonly others: readonly OtherHeard[];
  readonly keptWhere: string;
  /** Answer to "does this belong to an ongoing investigation?". */
  readonly isInvestigated: boolean | null;
}

/** Why a form cannot be kept yet. */
export interface ConsentProblem {
  readonly field: keyof ConsentForm;
  readonly problem:
    | "missing"
    | "in-the-future"
    | "in-the-past"
    | "before-given"
    | "not-informed"
    | "not-answered"
    | "said-no"
    | "investigated";
}

/** Months a permission lasts unless a person says otherwise. */
const usualMonths = 6;

/** A new form: given today, lasting half a year. */
export function newConsentForm(number: number | null, today: IsoDate, wordingVersion: string): ConsentForm {
  return {
    number,
    pseudonym: "",
    purpose: "",
    audience: "",
    form: null,
    wordingVersion,
    spokenVersion: "",
    askedBy: null,
    answer: null,
    givenOn: today,
    lastOn: addMonths(today, usualMonths),
    others: [],
    keptWhere: "",
    isInvestigated: null,
  };
}

/**
 * The texts for spoken permission that are offered: the newest in each language, and one that was chosen before there was
 * a newer one, for it may have been read aloud already.
 *
 * @param wordings - the newest of each language first
 */
export function offeredWordings(
  wordings: readonly Wording[],
  { spokenVersion }: Pick<ConsentForm, "spokenVersion">,
): Wording[] {
  return wordings.filter(
    ({ language, version }, index) =>
      version === spokenVersion || wordings.findIndex((other) => other.language === language) === index,
  );
}

/**
 * What keeps the form from being kept.
 *
 * @param today - dates compare as text, `YYYY-MM-DD`
 * @returns at most one problem a field, in the order of the form; empty if it can be kept
 */
export function consentProblems(form: ConsentForm, today: IsoDate): ConsentProblem[] {
  const problems: ConsentProblem[] = [];
  const missing = (field: keyof ConsentForm) => problems.push({ field, problem: "missing" });
  if (form.number === null || !Number.isInteger(form.number) || form.number < 1) missing("number");
  for (const field of ["pseudonym", "purpose", "audience"] as const) if (!form[field].trim()) missing(field);
  if (form.form === null) missing("form");
  if (!form.givenOn) missing("givenOn");
  else if (form.givenOn > today) problems.push({ field: "givenOn", problem: "in-the-future" });
  if (!form.lastOn) missing("lastOn");
  else if (form.lastOn < today) problems.push({ field: "lastOn", problem: "in-the-past" });
  else if (form.lastOn < form.givenOn) problems.push({ field: "lastOn", problem: "before-given" });
  if (form.form === "spoken") {
    if (!form.askedBy?.trim()) missing("askedBy");
    if (form.answer === null) missing("answer");
    else if (form.answer === "no") problems.push({ field: "answer", problem: "said-no" });
  }
  const others = othersProblem(form.others);
  if (others !== null) problems.push({ field: "others", problem: others });
  if (!form.keptWhere.trim()) missing("keptWhere");
  if (form.form !== "spoken" && !form.wordingVersion.trim()) missing("wordingVersion");
  if (form.isInvestigated === null) missing("isInvestigated");
  else if (form.isInvestigated) problems.push({ field: "isInvestigated", problem: "investigated" });
  return problems;
}

/** Whether somebody has said what ends it here: a no, or an ongoing investigation (DOMAIN.md §2.1–2). */
export function isRefused(form: ConsentForm): boolean {
  return (
    form.isInvestigated === true ||
    hasClientRefused(form) ||
    form.others.some(({ saidYes }) => saidYes === false)
  );
}

/** Whether the client was asked, and said no. */
export function hasClientRefused({ form, answer }: ConsentForm): boolean {
  return form === "spoken" && answer === "no";
}

/**
 * What the form becomes.
 *
 * @param wording - the text that is shown for spoken permission; `undefined` while it is not there
 * @returns `null` while something is missing
 */
export function consentDraft(
  form: ConsentForm,
  today: IsoDate,
  wording: Wording | undefined,
): ConsentDraft | null {
  if (consentProblems(form, today).length > 0) return null;
  const { isInvestigated, spokenVersion: _, askedBy, answer, ...rest } = form;
  const isSpoken = form.form === "spoken";
  if (isSpoken && wording === undefined) return null;
  const parsed = consentDraftSchema.safeParse({
    ...rest,
    ...(isSpoken ? { wordingVersion: wording?.version } : {}),
    spoken:
      isSpoken && wording !== undefined
        ? { askedBy, wording: shownWording(wording, form), answer, askedOn: form.givenOn }
        : null,
    outsideInvestigation: isInvestigated === false,
  });
  return parsed.success ? parsed.data : null;
}

/** Who asked last time; empty if nobody has yet. */
export function lastAskedBy(consents: readonly Consent[]): string {
  const newestFirst = consents.toSorted((a, b) => b.createdAt - a.createdAt);
  return newestFirst.find(({ spoken }) => spoken !== null)?.spoken?.askedBy ?? "";
}

/** The fields in which something may stand that tells who the client is. */
export function consentFreeTexts(form: ConsentForm): FreeText[] {
  return [
    { field: "pseudonym", text: form.pseudonym, isPseudonym: true },
    { field: "purpose", text: form.purpose },
    { field: "audience", text: form.audience },
    { field: "askedBy", text: form.askedBy ?? "" },
    { field: "keptWhere", text: form.keptWhere },
    { field: "wordingVersion", text: form.wordingVersion },
  ];
}

function othersProblem(others: readonly OtherHeard[]): ConsentProblem["problem"] | null {
  if (others.some(({ saidYes }) => saidYes === false)) return "said-no";
  if (others.some(({ informed }) => !informed)) return "not-informed";
  return others.some(({ saidYes }) => saidYes === null) ? "not-answered" : null;
}
