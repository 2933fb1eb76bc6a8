/** Finished codings as codes on the words of a REFI-QDA project: a group for each coding, without anyone's name. */

import { isBlind } from "../../shared/domain/blindCoding.ts";
import type { CodedUnit, Coder } from "../../shared/domain/coding.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { labelIn } from "../../shared/domain/labelIn.ts";
import { notCoded } from "../../shared/domain/scheme.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import type { RefiCode, RefiCoding } from "../../shared/formats/refiQda.ts";
import da from "../../shared/i18n/da.json" with { type: "json" };
import en from "../../shared/i18n/en.json" with { type: "json" };
import nb from "../../shared/i18n/nb.json" with { type: "json" };
import sv from "../../shared/i18n/sv.json" with { type: "json" };
import { findCoding, listCodings } from "../vault/codingRepository.ts";
import { listSegments } from "../vault/segmentRepository.ts";
import type { ServiceContext } from "./context.ts";
import { asCalled, requireScheme } from "./schemes.ts";
import { settingsOf } from "./settingsOf.ts";

const catalogues = { sv, nb, da, en };

/** Codes that stand on lines, and the lines they stand on. */
export interface CodesOnLines {
  readonly codes: readonly RefiCode[];
  readonly codings: readonly RefiCoding[];
}

/**
 * What is coded of a conversation's lines. What is under way, or stays closed, is left out, and so are moments without
 * a line.
 *
 * @returns codings in the order in which they were begun; empty where none is finished
 */
export function codesOnLines(context: ServiceContext, conversationId: ConversationId): CodesOnLines {
  const { db } = context.vault;
  const { language } = settingsOf(context.vault);
  const lines = listSegments(db, conversationId);
  const all = listCodings(db, conversationId);
  const finished = all
    .filter((head) => head.finishedAt !== null && !isBlind(head, all))
    .toReversed()
    .flatMap(({ id }) => findCoding(db, id) ?? []);
  const titles = new Map<string, number>();
  const parts = finished.map((coding): CodesOnLines => {
    const scheme = asCalled(context, requireScheme(context, coding.schemeId, coding.schemeVersion));
    const title = `${labelIn(scheme.title, language)} – ${coderWord(coding.coder, language)}`;
    const times = (titles.get(title) ?? 0) + 1;
    titles.set(title, times);
    const group = { id: coding.id, name: times === 1 ? title : `${title} ${times}` };
    const given = [
      ...scheme.codes.map(({ id, labels }) => ({ id: id as string, name: labelIn(labels, language) })),
      { id: notCoded, name: catalogues[language].summary.table.notCoded },
    ];
    const codings = coding.units.flatMap((unit) => onLine(unit, lines, coding.id));
    const used = new Set(codings.map(({ codeId }) => codeId));
    return {
      codes: given
        .map(({ id, name }) => ({ id: codeOf(coding.id, id), name, group }))
        .filter(({ id }) => used.has(id)),
      codings: codings.filter(({ codeId }) => given.some(({ id }) => codeOf(coding.id, id) === codeId)),
    };
  });
  return {
    codes: parts.flatMap(({ codes }) => codes),
    codings: parts.flatMap(({ codings }) => codings),
  };
}

function onLine({ place, codes }: CodedUnit, lines: readonly Segment[], codingId: string): RefiCoding[] {
  const segmentIndex = lines.findIndex(({ id }) => id === place?.segmentId);
  const line = lines[segmentIndex];
  if (place === undefined || line === undefined) return [];
  const { startIndex, endIndex } = place;
  const words = { text: line.text.slice(startIndex, endIndex), startIndex };
  return codes.map((id) => ({ codeId: codeOf(codingId, id), segmentIndex, words }));
}

function codeOf(codingId: string, codeId: string): string {
  return `${codingId}/${codeId}`;
}

function coderWord({ kind }: Coder, language: keyof typeof catalogues): string {
  const { byOwner, byColleague, byConsensus } = catalogues[language].summary.table;
  return { owner: byOwner, colleague: byColleague, consensus: byConsensus }[kind];
}
