/** ELAN annotation files (EAF 3.0, https://www.mpi.nl/tools/elan/EAF_Annotation_Format_3.0_and_ELAN.pdf): a tier for each speaker. */
import { Failure } from "../errors.ts";
import {
  type ParsedSegment,
  type ParsedTranscript,
  type TranscriptWarning,
  tidied,
} from "./parsedTranscript.ts";
import type { PrintedTranscript } from "./printedTranscript.ts";
import { mergedTiers, type Tier, tiersOf } from "./speakerTiers.ts";
import { childOf, childrenOf, readXml, type XmlElement, xmlText } from "./xmlTree.ts";

/** What ELAN calls the tier of a new file. */
const nobody = "default";

interface Slot {
  readonly ms: number;
  readonly isEstimate: boolean;
}

/**
 * Reads the annotations of tiers that stand by themselves; their participant, else their name, is the speaker.
 *
 * Slots without a value are put evenly between their neighbours, which is warned of. Tiers that hang on others
 * (translations, glosses) are left out with a warning for each.
 *
 * @returns segments in order of their starts, empty ones too
 * @throws Failure `transcript.unreadable` if it is no annotation document
 */
export function parse(text: string): ParsedTranscript {
  const document = readXml(text);
  if (document.name !== "ANNOTATION_DOCUMENT") throw new Failure("transcript.unreadable");
  const warnings: TranscriptWarning[] = [];
  const slots = slotsOf(document);
  const tiers = childrenOf(document, "TIER").map((tier): ParsedSegment[] => {
    const annotations = childrenOf(tier, "ANNOTATION");
    if (!tier.attributes.has("PARENT_REF")) return segmentsOfTier(tier, annotations, slots, warnings);
    if (annotations.length > 0) warnings.push({ line: tier.line, code: "left-out" });
    return [];
  });
  if (!text.includes("</ANNOTATION_DOCUMENT>")) {
    warnings.push({ line: text.split(/\r\n|\r|\n/).length, code: "cut-off" });
  }
  return mergedTiers(tiers, warnings);
}

/** Writes a tier for each speaker, and one more where lines of one speaker overlap. */
export function print({ segments }: PrintedTranscript): string {
  const tiers = tiersOf(segments);
  let slotCount = 0;
  let annotationCount = 0;
  const slots: string[] = [];
  const slot = (ms: number) => {
    slotCount += 1;
    slots.push(`    <TIME_SLOT TIME_SLOT_ID="ts${slotCount}" TIME_VALUE="${ms}"/>`);
    return `ts${slotCount}`;
  };
  const written = tiers.flatMap((tier, index) => [
    `  <TIER LINGUISTIC_TYPE_REF="default-lt" PARTICIPANT="${xmlText(tier.speaker)}" TIER_ID="${xmlText(tierName(tiers, index))}">`,
    ...tier.segments.map(({ startMs, endMs, text }) => {
      annotationCount += 1;
      return [
        "    <ANNOTATION>",
        `      <ALIGNABLE_ANNOTATION ANNOTATION_ID="a${annotationCount}" TIME_SLOT_REF1="${slot(startMs)}" TIME_SLOT_REF2="${slot(endMs)}">`,
        `        <ANNOTATION_VALUE>${xmlText(tidied(text))}</ANNOTATION_VALUE>`,
        "      </ALIGNABLE_ANNOTATION>",
        "    </ANNOTATION>",
      ].join("\n");
    }),
    "  </TIER>",
  ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<ANNOTATION_DOCUMENT AUTHOR="" DATE="1970-01-01T00:00:00+00:00" FORMAT="3.0" VERSION="3.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd">',
    '  <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"/>',
    "  <TIME_ORDER>",
    ...slots,
    "  </TIME_ORDER>",
    ...written,
    '  <LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="default-lt" TIME_ALIGNABLE="true"/>',
    "</ANNOTATION_DOCUMENT>",
    "",
  ].join("\n");
}

/** No two tiers may have the same name. */
function tierName(tiers: readonly Tier[], index: number): string {
  const name = tiers[index]?.speaker ?? "";
  const isAlone =
    name !== "" && name !== nobody && !tiers.some((tier, at) => at < index && tier.speaker === name);
  if (isAlone) return name;
  return name === "" && index === tiers.findIndex(({ speaker }) => speaker === "")
    ? nobody
    : `${name === "" ? nobody : name} (${index + 1})`;
}

function segmentsOfTier(
  { attributes }: XmlElement,
  annotations: readonly XmlElement[],
  slots: ReadonlyMap<string, Slot>,
  warnings: TranscriptWarning[],
): ParsedSegment[] {
  const name = tidied(attributes.get("TIER_ID") ?? "").replace(/^default(?: \(\d+\))?$/, "");
  const speaker = tidied(attributes.get("PARTICIPANT") ?? "") || name;
  return annotations.flatMap((annotation): ParsedSegment[] => {
    const alignable = childOf(annotation, "ALIGNABLE_ANNOTATION");
    if (alignable === undefined) {
      warnings.push({ line: annotation.line, code: "left-out" });
      return [];
    }
    const { line } = alignable;
    const [start, end] = ["TIME_SLOT_REF1", "TIME_SLOT_REF2"].map((key) =>
      slots.get(alignable.attributes.get(key) ?? ""),
    );
    if (start === undefined) warnings.push({ line, code: "unreadable-time" });
    else if (start.isEstimate || end?.isEstimate) warnings.push({ line, code: "estimated-time" });
    return [
      {
        ...(start === undefined ? {} : { startMs: start.ms }),
        ...(end === undefined ? {} : { endMs: end.ms }),
        ...(speaker === "" ? {} : { speaker }),
        text: tidied(childOf(alignable, "ANNOTATION_VALUE")?.text ?? ""),
        line,
      },
    ];
  });
}

/** Times by slot; those before the first value and after the last have none. */
function slotsOf(document: XmlElement): Map<string, Slot> {
  const order = childOf(document, "TIME_ORDER");
  const listed = (order === undefined ? [] : childrenOf(order, "TIME_SLOT")).map(({ attributes }) => {
    const value = attributes.get("TIME_VALUE") ?? "";
    return {
      id: attributes.get("TIME_SLOT_ID") ?? "",
      ms: /^\d{1,10}$/.test(value) ? Number(value) : undefined,
    };
  });
  const slots = new Map<string, Slot>();
  let before: { readonly ms: number; readonly index: number } | undefined;
  let waiting: string[] = [];
  for (const [index, { id, ms }] of listed.entries()) {
    if (ms === undefined) {
      waiting.push(id);
      continue;
    }
    const from = before;
    if (from !== undefined) {
      const step = (ms - from.ms) / (index - from.index);
      for (const [at, waiter] of waiting.entries()) {
        slots.set(waiter, { ms: Math.round(from.ms + step * (at + 1)), isEstimate: true });
      }
    }
    slots.set(id, { ms, isEstimate: false });
    before = { ms, index };
    waiting = [];
  }
  return slots;
}
