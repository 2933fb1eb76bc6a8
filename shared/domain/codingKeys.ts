/** Which key gives which code, and which keys mean something else while one codes. */
import type { PartId, Scheme, SchemeCode } from "./scheme.ts";

/**
 * Keys of the coding view that no code can have, as in `KeyboardEvent.key`, letters in lower case.
 *
 * Playing, going on, splitting, marking and the help; arrows and Enter are no single signs and so are no key of a code.
 */
export const reservedCodingKeys: ReadonlySet<string> = new Set([..." x?/mupfekl+-=<>,."]);

/** Those given to codes without a key of their own, in this order. */
const digits = [..."1234567890"];

/**
 * The key of each code that has one: its own, else the first digit that is still free on its side.
 *
 * @returns keys in lower case by the ids of the codes, in the order of the scheme
 */
export function keysOfCodes({ codes }: Pick<Scheme, "codes">): ReadonlyMap<PartId, string> {
  const given = new Map<PartId, string>();
  for (const code of codes) if (code.key !== undefined) given.set(code.id, code.key.toLowerCase());
  for (const code of codes) {
    if (code.key !== undefined) continue;
    const taken = codes.filter((other) => isHeardWith(code, other)).map(({ id }) => given.get(id));
    const free = digits.find((digit) => !taken.includes(digit));
    if (free !== undefined) given.set(code.id, free);
  }
  return new Map(
    codes.flatMap(({ id }): [PartId, string][] => {
      const key = given.get(id);
      return key === undefined ? [] : [[id, key]];
    }),
  );
}

/** Whether both can be chosen for the same utterance. */
export function isHeardWith(one: Pick<SchemeCode, "side">, other: Pick<SchemeCode, "side">): boolean {
  return one.side === "any" || other.side === "any" || one.side === other.side;
}
