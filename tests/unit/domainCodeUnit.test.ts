/** Giving codes as a scheme allows it. */
import { describe, expect, it } from "vitest";
import { isFullyCoded, nextToCode, withCode } from "../../shared/domain/codeUnit.ts";
import type { CodedUnit, CodingSpan } from "../../shared/domain/coding.ts";
import type { SpanId, UnitId } from "../../shared/domain/ids.ts";
import type { Scheme } from "../../shared/domain/scheme.ts";
import { smallScheme } from "../support/smallScheme.ts";

/** Whether it speaks for change, and then in which way. */
const twoGroups: Pick<Scheme, "codes"> = {
  codes: [
    { id: "change", sign: "+", labels: { en: "Change" }, side: "client", groupId: "direction" },
    { id: "neutral", sign: "0", labels: { en: "Neutral" }, side: "client", groupId: "direction" },
    { id: "need", sign: "N", labels: { en: "Need" }, side: "client", groupId: "kind", needs: ["change"] },
  ],
};

function unit(id: string, part: Partial<CodedUnit> = {}): CodedUnit {
  return { id: id as UnitId, startMs: 0, endMs: 1_000, speaker: "practitioner", codes: [], ...part };
}

const said = (codes: string[]) => unit("a", { speaker: "client", codes });

describe("a code", () => {
  it("takes the place of the one of its group, and is taken back when it is given again", () => {
    const given = withCode(smallScheme, unit("a"), "Q");
    const replaced = withCode(smallScheme, unit("a", { codes: given }), "SR");
    const takenBack = withCode(smallScheme, unit("a", { codes: replaced }), "SR");

    expect([given, replaced, takenBack]).toEqual([["Q"], ["SR"], []]);
  });

  it("that needs another one stands only beside it, and goes with it", () => {
    const alone = withCode(twoGroups, said([]), "need");
    const beside = withCode(twoGroups, said(["change"]), "need");
    const left = withCode(twoGroups, said(["change", "need"]), "neutral");

    expect([alone, beside, left]).toEqual([[], ["change", "need"], ["neutral"]]);
  });

  it("of the other side is not given, and not coded stands alone", () => {
    const client = withCode(smallScheme, said([]), "Q");
    const notCoded = withCode(smallScheme, unit("a", { codes: ["Q"] }), "NC");
    const after = withCode(smallScheme, unit("a", { codes: ["NC"] }), "GI");

    expect([client, notCoded, after]).toEqual([[], ["NC"], ["GI"]]);
  });
});

describe("an utterance", () => {
  it("is fully coded with a code of each group that still applies, or as not coded", () => {
    const codings = [[], ["change"], ["change", "need"], ["neutral"], ["NC"]];

    expect(codings.map((codes) => isFullyCoded(twoGroups, said(codes)))).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  it("that comes next is behind the last, then from the beginning; clients and formal parts are passed over", () => {
    const formal: CodingSpan = { id: "s" as SpanId, kind: "formal", startMs: 3_000, endMs: 4_000 };
    const units = [
      unit("a"),
      unit("b", { startMs: 1_000, codes: ["Q"] }),
      unit("c", { startMs: 2_000, speaker: "client" }),
      unit("d", { startMs: 3_000 }),
      unit("e", { startMs: 4_000 }),
    ];
    const content = { units, spans: [formal] };

    const next = [units[1], units[4], undefined].map((after) => nextToCode(smallScheme, content, after)?.id);

    expect(next).toEqual(["e", "a", "a"]);
  });

  it("is none once all are coded", () => {
    const units = [unit("a", { codes: ["Q"] }), unit("b", { codes: ["NC"] })];

    expect(nextToCode(smallScheme, { units, spans: [] }, units[0])).toBeUndefined();
  });
});
