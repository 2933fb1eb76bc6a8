/** Which coding stands beside the text while one reads. */
import { isBlind } from "../../../shared/domain/blindCoding.ts";
import type { CodingListed } from "../../../shared/domain/coding.ts";
import type { CodingId } from "../../../shared/domain/ids.ts";

/**
 * Which coding's codes stand beside the text.
 *
 * By itself the last finished one that may be seen, and none while another is being worked on: what was heard before
 * is not to be heard again because it stands there.
 *
 * @param all - the codings of the conversation, the last begun first
 * @param wish - what the person asked for: a coding, `null` for none, `undefined` if nothing
 */
export function codingBeside(
  all: readonly CodingListed[],
  wish: CodingId | null | undefined,
): CodingListed | undefined {
  const open = all.filter((coding) => coding.finishedAt !== null && !isBlind(coding, all));
  if (wish !== undefined) return open.find(({ id }) => id === wish);
  return all.every(({ finishedAt }) => finishedAt !== null) ? open[0] : undefined;
}
