/** What each part of the editor is given. */
import type { Labels } from "../../../shared/domain/scheme.ts";
import type { SchemeDraft } from "../../../shared/domain/schemeDraft.ts";
import type { SchemeFault } from "../../../shared/domain/schemeFaults.ts";
import type { Language } from "../../../shared/domain/settings.ts";

/** A scheme while it is written. */
export interface Editing {
  readonly draft: SchemeDraft;
  /** Which words are written. */
  readonly language: Language;
  readonly change: (draft: SchemeDraft) => void;
  /** The text of what is wrong at a place or within it; `null` where nothing is, or nothing is shown yet. */
  readonly fault: (...path: SchemeFault["path"]) => string | null;
}

/** What is wrong at a place or within it. */
export function faultWithin(
  faults: readonly SchemeFault[],
  path: SchemeFault["path"],
): SchemeFault | undefined {
  return faults.find((fault) => path.every((step, index) => fault.path[index] === step));
}

/** Another word in a language; none takes the one that was there away. */
export function withWord(labels: Labels, language: Language, text: string): Labels {
  const { [language]: _, ...others } = labels;
  return text === "" ? others : { ...others, [language]: text };
}

/** A part with a text beside its name, or without it once nothing is left of it. */
export function withText<Part extends object, Key extends "help" | "hint">(
  part: Part & Partial<Record<Key, Labels>>,
  key: Key,
  language: Language,
  text: string,
): Part {
  const labels = withWord(part[key] ?? {}, language, text);
  const { [key]: _, ...others } = part;
  return (Object.keys(labels).length === 0 ? others : { ...others, [key]: labels }) as Part;
}
