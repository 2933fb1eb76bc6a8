/** A coded file of any kind, read: a table as text, a workbook, or a file of CACTI's. */
import type { CodedFilePreview } from "../../shared/domain/codedFilePreview.ts";
import type { SourceId } from "../../shared/domain/ids.ts";
import { notCoded, type Scheme } from "../../shared/domain/scheme.ts";
import { Failure } from "../../shared/errors.ts";
import type { ColumnMeaning } from "../../shared/formats/codedColumns.ts";
import {
  type CodedOptions,
  type CodedTranscript,
  parse,
  parseWorkbook,
} from "../../shared/formats/codedTranscript.ts";
import {
  codeIndex,
  type KnownCode,
  knownCode,
  mitiCodes,
  suggestionFor,
} from "../../shared/formats/codeWords.ts";
import { decodeText } from "../../shared/formats/decodeText.ts";
import { mapSpeakers } from "../../shared/formats/mapSpeakers.ts";
import { type CactiRating, isSqlite, readCactiFile } from "../vault/cactiFile.ts";
import type { ServiceContext } from "./context.ts";
import { asCalled } from "./schemes.ts";
import { readTranscriptSource } from "./transcriptSource.ts";
import { isZip } from "./wordFile.ts";

export interface CodedFile extends CodedTranscript {
  readonly format: CodedFilePreview["format"];
  readonly ratings: readonly CactiRating[];
  /** A note on the whole; empty if there is none. */
  readonly remark: string;
}

/**
 * Reads a file by the codes of a scheme.
 *
 * @param columns - what the columns of a table hold, where a person has said so
 * @throws Failure `coding.unreadable` for what holds nothing that may be a coding, `media.source-gone`
 */
export async function readCodedFile(
  context: ServiceContext,
  sourceId: SourceId,
  scheme: Scheme,
  columns: readonly ColumnMeaning[] | null,
): Promise<CodedFile> {
  const bytes = readTranscriptSource(context, sourceId);
  const codes = knownCodesOf(scheme, asCalled(context, scheme));
  const file = await readAs(bytes, { codes, ...(columns === null ? {} : { columns }) });
  // Of a table without codes a person may say where they stand.
  if (!hasCodes(file) && file.layout.length < 2) throw new Failure("coding.unreadable");
  return file;
}

/** Whether anything of a file is coded, be it with codes that are not known. */
export function hasCodes({ rows, unknownCodes }: CodedFile): boolean {
  return unknownCodes.length > 0 || rows.some(({ codes }) => codes.length > 0);
}

/** What the codes of a scheme may be called in a file: in any of its languages, and MITI's as people write them. */
export function knownCodesOf(scheme: Scheme, called: Scheme = scheme): KnownCode[] {
  const common = scheme.id.startsWith("miti-") ? mitiCodes : [];
  return scheme.codes.map(({ id, sign, labels }) => ({
    id,
    sign,
    aliases: [
      ...Object.values(labels),
      ...called.codes
        .filter((code) => code.id === id)
        .flatMap((code) => [code.sign, ...Object.values(code.labels)]),
      ...(common.find((known) => known.id === id)?.aliases ?? []),
    ],
  }));
}

async function readAs(bytes: Uint8Array, options: CodedOptions): Promise<CodedFile> {
  if (isSqlite(bytes)) return readMoments(bytes, options.codes ?? []);
  if (isZip(bytes))
    return { ...(await parseWorkbook(bytes, options)), format: "workbook", ratings: [], remark: "" };
  const { text } = decodeText(bytes);
  if (text.slice(0, 8_192).includes("\0")) throw new Failure("coding.unreadable");
  try {
    return { ...parse(text, options), format: "table", ratings: [], remark: "" };
  } catch (error) {
    if (error instanceof Failure) throw new Failure("coding.unreadable");
    throw error;
  }
}

/** A code of CACTI's is one name, whatever signs it has in it. */
function readMoments(bytes: Uint8Array, codes: readonly KnownCode[]): CodedFile {
  const index = codeIndex(codes);
  const { utterances, unreadableCount, ratings, remark } = readCactiFile(bytes);
  const named = utterances.map(({ code, speaker, notes, startMs, endMs }, at) => {
    const id = code === "" ? undefined : knownCode(code, index);
    return {
      unknown: code !== "" && id === undefined ? code : undefined,
      row: {
        row: at + 1,
        ...(speaker === "" ? {} : { speaker }),
        text: "",
        startMs,
        ...(endMs === undefined ? {} : { endMs }),
        codes: id === undefined ? [] : [id],
        ...(notes === "" ? {} : { notes }),
      },
    };
  });
  const rows = named.map(({ row }) => row);
  return {
    format: "cacti",
    ratings,
    remark,
    rows,
    leftOut: Array.from({ length: unreadableCount }, (_, at) => ({
      row: rows.length + at + 1,
      reason: "no-time" as const,
    })),
    unknownCodes: named.flatMap(({ row, unknown }) => {
      if (unknown === undefined) return [];
      const suggestion = suggestionFor(unknown, index);
      return [{ row: row.row, text: unknown, ...(suggestion === undefined ? {} : { suggestion }) }];
    }),
    warnings: [],
    columns: null,
    layout: [],
    speakers: mapSpeakers(
      rows.map(({ row, speaker = "" }) => ({
        line: row,
        text: "",
        ...(speaker === "" ? {} : { speaker }),
      })),
    ),
  };
}

/** As `codedUnitSchema` has it; a row with more is a list of the scheme's codes. */
const mostCodes = 20;

/** Codes as a coding keeps them: `NC` says that there are none, so it stands alone. */
export function keptCodes(codes: Iterable<string>): string[] {
  const all = [...new Set(codes)];
  const some = all.filter((id) => id !== notCoded);
  return (some.length > 0 ? some : all).slice(0, mostCodes);
}
