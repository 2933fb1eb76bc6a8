/** The form in which a client's permission is recorded: its state, what is still missing, and what it becomes. */
import { type ConsentDraft, consentDraftSchema, type OtherPerson } from "../../../shared/domain/consent.ts";
import type { IsoDate } from "../../../shared/domain/isoDate.ts";
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
  readonly wordingVersion: string;
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
    givenOn: today,
    lastOn: addMonths(today, usualMonths),
    others: [],
    keptWhere: "",
    isInvestigated: null,
  };
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
  if (!form.wordingVersion.trim()) missing("wordingVersion");
  if (!form.givenOn) missing("givenOn");
  else if (form.givenOn > today) problems.push({ field: "givenOn", problem: "in-the-future" });
  if (!form.lastOn) missing("lastOn");
  else if (form.lastOn < today) problems.push({ field: "lastOn", problem: "in-the-past" });
  else if (form.lastOn < form.givenOn) problems.push({ field: "lastOn", problem: "before-given" });
  const others = othersProblem(form.others);
  if (others !== null) problems.push({ field: "others", problem: others });
  if (!form.keptWhere.trim()) missing("keptWhere");
  if (form.isInvestigated === null) missing("isInvestigated");
  else if (form.isInvestigated) problems.push({ field: "isInvestigated", problem: "investigated" });
  return problems;
}

/** Whether somebody has said what ends it here: a no, or an ongoing investigation (DOMAIN.md §2.1–2). */
export function isRefused(form: ConsentForm): boolean {
  return form.isInvestigated === true || form.others.some(({ saidYes }) => saidYes === false);
}

/** @returns `null` while something is missing */
export function consentDraft(form: ConsentForm, today: IsoDate): ConsentDraft | null {
  if (consentProblems(form, today).length > 0) return null;
  const { isInvestigated, ...rest } = form;
  const parsed = consentDraftSchema.safeParse({ ...rest, outsideInvestigation: isInvestigated === false });
  return parsed.success ? parsed.data : null;
}

/** The fields in which something may stand that tells who the client is. */
export function consentFreeTexts(form: ConsentForm): FreeText[] {
  return [
    { field: "pseudonym", text: form.pseudonym, isPseudonym: true },
    { field: "purpose", text: form.purpose },
    { field: "audience", text: form.audience },
    { field: "wordingVersion", text: form.wordingVersion },
    { field: "keptWhere", text: form.keptWhere },
  ];
}

function othersProblem(others: readonly OtherHeard[]): ConsentProblem["problem"] | null {
  if (others.some(({ saidYes }) => saidYes === false)) return "said-no";
  if (others.some(({ informed }) => !informed)) return "not-informed";
  return others.some(({ saidYes }) => saidYes === null) ? "not-answered" : null;
}
