/** The codes a consensus is decided with: their keys, and what a press makes of an utterance's codes. */
import { notCoded, type Scheme } from "../../../shared/domain/scheme.ts";
import type { Speaker } from "../../../shared/domain/segment.ts";

/** The key that says: deliberately not coded. */
export const notCodedKey = "x";

/** What a key gives. */
export interface PadKey {
  /** Of a code, or `NC`. */
  readonly code: string;
  /** Lower case; absent where there are more codes than keys. */
  readonly key?: string;
}

/** Every code that can be heard in what this speaker says, with its key; `NC` last. */
export function padKeys({ codes }: Pick<Scheme, "codes">, speaker: Speaker): PadKey[] {
  const heard = codes.filter(({ side }) => side === "any" || side === speaker);
  const taken = new Set(heard.flatMap(({ key }) => key?.toLowerCase() ?? []));
  const free = [..."1234567890"].filter((digit) => !taken.has(digit));
  return [
    ...heard.map(({ id, key }) => {
      const own = key?.toLowerCase() ?? free.shift();
      return own === undefined ? { code: id } : { code: id, key: own };
    }),
    { code: notCoded, key: notCodedKey },
  ];
}

/** An utterance's codes once one more is decided: it takes the place of those it excludes; `NC` stands alone. */
export function withCode({ codes }: Pick<Scheme, "codes">, given: readonly string[], code: string): string[] {
  const codesById = new Map(codes.map((known) => [known.id as string, known]));
  const groupId = codesById.get(code)?.groupId;
  if (groupId === undefined) return [notCoded];
  const kept = given.filter((id) => {
    const known = codesById.get(id);
    return known !== undefined && known.groupId !== groupId;
  });
  const all = new Set([...kept, code]);
  const fits = (id: string) => codesById.get(id)?.needs?.some((needed) => all.has(needed)) ?? true;
  return codes.flatMap(({ id }) => (all.has(id) && (id === code || fits(id)) ? [id] : []));
}
