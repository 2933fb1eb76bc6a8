/** The codes that stand beside the lines while one reads: those of one coding, and of none while one codes anew. */
import { useMemo } from "react";
import type { CodingListed } from "../../../shared/domain/coding.ts";
import type { CodingId, ConversationId, SegmentId } from "../../../shared/domain/ids.ts";
import { notCoded } from "../../../shared/domain/scheme.ts";
import { useRequest } from "../../api/useRequest.ts";
import { useReview } from "../review/reviewStore.ts";
import { type Sign, useSigns } from "./codeSigns.ts";
import { codingBeside } from "./codingBeside.ts";

/** One code of a line, by whom the line is. */
export interface SignBeside extends Sign {
  /** Unique within its line. */
  readonly key: string;
  readonly isUncertain: boolean;
}

const none: ReadonlyMap<SegmentId, readonly SignBeside[]> = new Map();

/** The codes of each line, in the order in which they were heard; empty if none are to stand there. */
export function useCodesBeside(
  conversationId: ConversationId,
): ReadonlyMap<SegmentId, readonly SignBeside[]> {
  const wish = useReview((state) => state.looking.codesOf);
  const all = useRequest("coding.list", { conversationId }, { anew: true }).data;
  const beside = useMemo(() => codingBeside(all ?? [], wish), [all, wish]);
  return useCodesOf(beside);
}

function useCodesOf(beside: CodingListed | undefined): ReadonlyMap<SegmentId, readonly SignBeside[]> {
  const { id = "", schemeId = "", schemeVersion = 1 } = beside ?? {};
  const enabled = beside !== undefined;
  const coding = useRequest("coding.read", { codingId: id as CodingId }, { enabled }).data;
  const scheme = useRequest("scheme.read", { schemeId, version: schemeVersion }, { enabled }).data;
  const signsOf = useSigns(scheme ?? noCodes);
  return useMemo(() => {
    if (!enabled || coding === undefined || scheme === undefined) return none;
    const codes = new Map<SegmentId, SignBeside[]>();
    for (const unit of coding.units) {
      if (unit.place === undefined) continue;
      const heard = signsOf(unit).filter((sign) => sign.id !== notCoded);
      if (heard.length === 0) continue;
      const ofLine = codes.get(unit.place.segmentId) ?? [];
      for (const sign of heard) {
        ofLine.push({ ...sign, key: `${unit.id} ${sign.id}`, isUncertain: unit.isUncertain === true });
      }
      codes.set(unit.place.segmentId, ofLine);
    }
    return codes;
  }, [enabled, coding, scheme, signsOf]);
}

const noCodes = { codes: [] };
