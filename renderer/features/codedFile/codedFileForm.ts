/** What a person says of a coded file, and what comes of it. */
import type { RequestInput } from "../../../shared/contract.ts";
import type { CodedFilePreview, CodedFileReading } from "../../../shared/domain/codedFilePreview.ts";
import type { OneCoder, Sample } from "../../../shared/domain/coding.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import type { Speaker } from "../../../shared/domain/segment.ts";
import type { ColumnMeaning } from "../../../shared/formats/codedColumns.ts";

/** What is typed and chosen. */
export interface CodedFileForm {
  readonly coder: "owner" | "colleague";
  readonly colleague: string;
  readonly drawn: Sample["drawn"];
  readonly target: string;
  readonly isFromSound: boolean;
  readonly isFinished: boolean;
  readonly asTranscript: boolean;
  readonly withNotes: boolean;
}

/** As it is before anything is said: with CACTI one codes from the sound. */
export function startingForm({ format, mayBecomeTranscript }: CodedFilePreview): CodedFileForm {
  return {
    coder: "owner",
    colleague: "",
    drawn: "chosen",
    target: "",
    isFromSound: format === "cacti",
    isFinished: true,
    asTranscript: mayBecomeTranscript,
    withNotes: true,
  };
}

/** As the file is guessed: unknown codes stay uncoded. */
export function startingReading({ speakers, unknownCodes }: CodedFilePreview): CodedFileReading {
  return {
    speakers: speakers.map(({ label, guess }) => ({ label, speaker: guess })),
    codes: unknownCodes.map(({ text }) => ({ text, codeId: null })),
  };
}

/** The reading with one label being someone else. */
export function withSpeaker(reading: CodedFileReading, label: string, speaker: Speaker): CodedFileReading {
  return {
    ...reading,
    speakers: reading.speakers.map((entry) => (entry.label === label ? { label, speaker } : entry)),
  };
}

/** The reading with one unknown code meaning something, or nothing. */
export function withCode(reading: CodedFileReading, text: string, codeId: string | null): CodedFileReading {
  return {
    ...reading,
    codes: reading.codes.map((entry) => (entry.text === text ? { text, codeId } : entry)),
  };
}

/** What all columns hold when one of them holds something else; of what is there once, the one before holds nothing. */
export function withMeaning(
  columns: CodedFilePreview["columns"],
  changed: number,
  meaning: ColumnMeaning,
): ColumnMeaning[] {
  const isMany = meaning === "codes" || meaning === "mark" || meaning === "nothing";
  const width = columns.reduce((most, { column }) => Math.max(most, column + 1), 0);
  return Array.from({ length: width }, (_, at): ColumnMeaning => {
    if (at === changed) return meaning;
    const now = columns.find(({ column }) => column === at)?.meaning ?? "nothing";
    return now === meaning && !isMany ? "nothing" : now;
  });
}

/** Whose it is. @returns `undefined` while a colleague has no name */
export function coderOf({ coder, colleague }: CodedFileForm): OneCoder | undefined {
  if (coder === "owner") return { kind: "owner" };
  const name = colleague.trim();
  return name === "" ? undefined : { kind: "colleague", name };
}

/** What the vault is asked for. @returns `undefined` while something is missing */
export function wishOf(
  form: CodedFileForm,
  scheme: Scheme,
  preview: CodedFilePreview,
): Omit<RequestInput<"coding.import">, "conversationId" | "sourceId" | "columns" | "reading"> | undefined {
  const coder = coderOf(form);
  if (coder === undefined) return undefined;
  const target = form.target.trim();
  return {
    schemeId: scheme.id,
    schemeVersion: scheme.version,
    coder,
    drawn: form.drawn,
    target: scheme.usesTarget && target !== "" ? target : null,
    isFromSound: form.isFromSound,
    isFinished: form.isFinished,
    asTranscript: form.asTranscript && preview.mayBecomeTranscript,
    withNotes: form.withNotes && preview.noteCount > 0,
  };
}
