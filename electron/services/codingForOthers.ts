/** A coding as others may read it: its utterances with their words, and the tables of what it comes to. */
import type { CodedUnit, Coding } from "../../shared/domain/coding.ts";
import type { PrintedMoments } from "../../shared/domain/codingExport.ts";
import { momentsOf, summarizeCoding, unitsToCode } from "../../shared/domain/codingSummary.ts";
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import { labelIn } from "../../shared/domain/labelIn.ts";
import { passagesOfKind } from "../../shared/domain/markedPassage.ts";
import { isWithin } from "../../shared/domain/mutedPassages.ts";
import { printable } from "../../shared/domain/printableTranscript.ts";
import { notCoded, type Scheme } from "../../shared/domain/scheme.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import type { Language } from "../../shared/domain/settings.ts";
import { formatClockTime } from "../../shared/formats/cueTimes.ts";
import type { PrintedTranscript } from "../../shared/formats/printedTranscript.ts";
import type { TableRows } from "../../shared/formats/printTable.ts";
import da from "../../shared/i18n/da.json" with { type: "json" };
import en from "../../shared/i18n/en.json" with { type: "json" };
import nb from "../../shared/i18n/nb.json" with { type: "json" };
import sv from "../../shared/i18n/sv.json" with { type: "json" };
import type { OpenVault } from "../vault/openVault.ts";
import { listPassages } from "../vault/passageRepository.ts";
import { listSegments } from "../vault/segmentRepository.ts";
import { settingsOf } from "./settingsOf.ts";
import { printingOf } from "./transcriptForOthers.ts";

const catalogues = { sv, nb, da, en };

/** A coding with what it was made with, and on. */
export interface CodingGivenOut {
  readonly coding: Coding;
  readonly scheme: Scheme;
  readonly conversation: ConversationDetail;
  /** What the people said, beside what was heard in it. */
  readonly withText: boolean;
}

/** A sheet of a workbook. */
export interface CodingTable {
  readonly name: string;
  readonly rows: TableRows;
}

/** Every utterance, numbered, to be read on paper. */
export function printedMoments(vault: OpenVault, given: CodingGivenOut): PrintedMoments {
  const { segments, notice = null } = printedUnits(vault, given);
  return {
    notice,
    lines: given.coding.units.map((unit, index) => ({
      number: index + 1,
      time: timeOf(unit.startMs),
      speaker: segments[index]?.speaker ?? "",
      text: segments[index]?.text || null,
      codes: signsOf(given.scheme, unit),
      isUncertain: unit.isUncertain === true,
    })),
  };
}

/** What the coding comes to: codes, items and figures, a row each, with what they rest on. */
export function figuresTable(vault: OpenVault, { coding, scheme }: CodingGivenOut): CodingTable {
  const { language, texts } = textsOf(vault);
  const { counts, items, figures } = summarizeCoding(scheme, coding);
  return {
    name: texts.figures,
    rows: [
      [texts.kind, texts.name, texts.value, texts.numerator, texts.denominator, texts.n, texts.note],
      ...scheme.codes.map(({ id, labels }) => [
        texts.count,
        labelIn(labels, language),
        counts[id] ?? 0,
        null,
        null,
        momentsOf(scheme, coding, [id]).length,
        null,
      ]),
      ...scheme.items.map(({ id, labels }) => [
        texts.item,
        labelIn(labels, language),
        items[id] ?? null,
        null,
        null,
        items[id] === undefined ? 0 : 1,
        null,
      ]),
      ...scheme.figures.map(({ id, labels }) => {
        const {
          value = null,
          numerator = null,
          denominator = null,
          n = 0,
          why,
        } = figures.find((figure) => figure.id === id) ?? {};
        const note = why === undefined ? null : catalogues[language].summary.why[why];
        return [texts.figure, labelIn(labels, language), value, numerator, denominator, n, note];
      }),
    ],
  };
}

/** Every utterance, in order, a row each. */
export function utterancesTable(vault: OpenVault, given: CodingGivenOut): CodingTable {
  const { language, texts } = textsOf(vault);
  const { coding, scheme, withText } = given;
  const { segments, notice } = printedUnits(vault, given);
  return {
    name: texts.utterances,
    rows: [
      [
        texts.number,
        `${texts.start} (s)`,
        `${texts.end} (s)`,
        texts.speaker,
        ...(withText ? [texts.text] : []),
        texts.codes,
        texts.inWords,
        texts.uncertain,
        ...(notice === undefined ? [] : [notice]),
      ],
      ...coding.units.map((unit, index) => [
        index + 1,
        unit.startMs / 1_000,
        unit.endMs / 1_000,
        segments[index]?.speaker ?? null,
        ...(withText ? [segments[index]?.text || null] : []),
        signsOf(scheme, unit).join(" ") || null,
        wordsOf(scheme, unit, language, texts.notCoded).join(", ") || null,
        unit.isUncertain === true ? texts.yes : null,
      ]),
    ],
  };
}

/** Where the coding comes from, and what to know before using it. */
export function aboutTable(
  vault: OpenVault,
  { coding, scheme, conversation, withText }: CodingGivenOut,
): CodingTable {
  const { language, texts } = textsOf(vault);
  const { notices, sample } = catalogues[language].summary;
  const coders = { owner: texts.byOwner, colleague: texts.byColleague, consensus: texts.byConsensus };
  const { total, coded, notCoded: left, notYet, uncertain } = summarizeCoding(scheme, coding).units;
  const { startMs, endMs, drawn, startSentence, endSentence } = coding.sample;
  const hasClientCodes = unitsToCode(scheme, coding).some(({ speaker }) => speaker === "client");
  const toKnow = [
    notices.never,
    ...(drawn === "chosen" ? [notices.chosen] : []),
    ...(coding.isFromSound ? [] : [notices.noSound]),
    ...(hasClientCodes ? [notices.clientCodes] : []),
    ...(scheme.notices ?? []).map((labels) => labelIn(labels, language)),
  ];
  return {
    name: texts.about,
    rows: [
      [texts.conversation, conversation.title],
      [texts.heldOn, conversation.heldOn],
      [texts.scheme, labelIn(scheme.title, language)],
      [texts.version, scheme.version],
      ...(scheme.source === undefined ? [] : [[texts.source, scheme.source]]),
      [texts.coder, coders[coding.coder.kind]],
      [texts.sample, `${timeOf(startMs)}–${timeOf(endMs)}, ${sample.drawn[drawn]}`],
      ...(withText && startSentence !== undefined ? [[texts.starts, startSentence]] : []),
      ...(withText && endSentence !== undefined ? [[texts.ends, endSentence]] : []),
      ...(coding.target === null ? [] : [[texts.target, coding.target]]),
      [texts.fromSound, coding.isFromSound ? texts.yes : texts.no],
      [texts.toCode, total],
      [texts.coded, coded],
      [texts.notCoded, left],
      [texts.notYet, notYet],
      [texts.uncertain, uncertain],
      ...toKnow.map((notice) => [texts.toKnow, notice]),
    ],
  };
}

function textsOf(vault: OpenVault) {
  const { language } = settingsOf(vault);
  return { language, texts: catalogues[language].summary.table };
}

/**
 * The units as lines: with the names that were chosen, with a mark on what nobody has listened to, and without the words
 * with which a permission is repeated.
 *
 * @returns one for each unit, in the same order; the text is empty where it was not asked for or its line is gone
 */
function printedUnits(
  vault: OpenVault,
  { coding, conversation, withText }: CodingGivenOut,
): PrintedTranscript {
  const { language } = settingsOf(vault);
  const lines = new Map(listSegments(vault.db, conversation.id).map((line) => [line.id, line]));
  const permission = passagesOfKind(listPassages(vault.db, conversation.id), "spoken-permission");
  return printable(
    coding.units.map((unit) => lineOfUnit(unit, lines, withText)),
    {
      ...printingOf(vault, conversation),
      insteadOf: (segment) =>
        segment.text !== "" && isWithin(segment, permission)
          ? catalogues[language].clientFile.leftOutPermission
          : null,
    },
  );
}

/** A unit's own words, with the times of the whole line that they stand in. */
function lineOfUnit(
  { place, speaker, startMs, endMs }: CodedUnit,
  lines: ReadonlyMap<string, Segment>,
  withText: boolean,
): Segment {
  const line = place === undefined ? undefined : lines.get(place.segmentId);
  if (place === undefined || line === undefined) {
    return { id: "" as Segment["id"], startMs, endMs, speaker, text: "" };
  }
  const { speakerName, isUnreviewed, ...rest } = line;
  return {
    ...rest,
    speaker,
    ...(speakerName !== undefined && speaker === line.speaker ? { speakerName } : {}),
    ...(isUnreviewed === true && withText ? { isUnreviewed } : {}),
    text: withText ? line.text.slice(place.startIndex, place.endIndex) : "",
  };
}

function signsOf({ codes }: Scheme, unit: CodedUnit): string[] {
  return unit.codes.map((id) => codes.find((code) => code.id === id)?.sign ?? id);
}

function wordsOf({ codes }: Scheme, unit: CodedUnit, language: Language, notCodedText: string): string[] {
  return unit.codes.map((id) => {
    const code = codes.find((candidate) => candidate.id === id);
    return code === undefined ? (id === notCoded ? notCodedText : id) : labelIn(code.labels, language);
  });
}

/** Tenths of a second are as much as anybody reads. */
function timeOf(ms: number): string {
  return formatClockTime(ms).slice(0, -2);
}
