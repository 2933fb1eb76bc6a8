/** The codes that a place can be decided with, and their keys. */

import { codesFor, isWithin } from "../../../shared/domain/codeUnit.ts";
import type { CodedUnit, Coding } from "../../../shared/domain/coding.ts";
import { keysOfCodes } from "../../../shared/domain/codingKeys.ts";
import { isGivable } from "../../../shared/domain/codingRules.ts";
import { notCoded, type Scheme } from "../../../shared/domain/scheme.ts";

/** The key that says: deliberately not coded. */
export const notCodedKey = "x";

/** What a key gives. */
export interface PadKey {
  /** Of a code, or `NC`. */
  readonly code: string;
  /** Lower case; absent where there are more codes than keys. */
  readonly key?: string;
}

/** Every code that can be given to a unit as it is, with its key; `NC` last. Some are not given by who only reads. */
export function padKeys(
  scheme: Pick<Scheme, "codes">,
  unit: CodedUnit,
  { isFromSound }: Pick<Coding, "isFromSound">,
): PadKey[] {
  const keys = keysOfCodes(scheme);
  return [
    ...codesFor(scheme, unit.speaker)
      .filter((code) => isWithin(code, unit.codes) && isGivable(code, { isFromSound }))
      .map(({ id }) => {
        const key = keys.get(id);
        return key === undefined ? { code: id } : { code: id, key };
      }),
    { code: notCoded, key: notCodedKey },
  ];
}
