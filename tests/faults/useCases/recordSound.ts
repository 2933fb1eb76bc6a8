/** Recording: every second that was acknowledged is there, bit for bit, whenever the process ended. */
import assert from "node:assert/strict";
import { recoverRecordings } from "../../../electron/services/recoverRecordings.ts";
import { assertPlaysAndSeeks } from "../../support/oggIntegrity.ts";
import type { Requester } from "../../support/requester.ts";
import { lengthMsAfter, syntheticBytes, syntheticPiece } from "../../support/syntheticOgg.ts";
import {
  createdVault,
  during,
  mediaFiles,
  onlyConversation,
  rolePlay,
  soundBytes,
  unlockedVault,
} from "../trialVault.ts";
import type { UseCase } from "../useCase.ts";

/** A bookmark is set after this piece. */
const bookmarkAfter = 2;

/** A few seconds, for every point there is. */
export const recordSound = recordingOf("recording", 4);
/** A minute. */
export const recordMinute = recordingOf("recording a minute", 60);

function recordingOf(name: string, pieces: number): UseCase {
  return {
    name,
    async prepare(home) {
      await during(await createdVault(home), (vault) => vault.get("conversation.create", rolePlay));
    },
    async act(home, { begin, take }) {
      const vault = await unlockedVault(home);
      const { id: conversationId } = await onlyConversation(vault);
      begin();
      let recordingId = "";
      const hasBegun = await take(async () => {
        const begun = await vault.ask("recording.begin", { conversationId, channels: 1, firstChannel: null });
        if (begun.ok) ({ recordingId } = begun.value as { recordingId: string });
        return begun;
      });
      if (!hasBegun) return;
      for (const [request, input] of stepsOf(pieces)) {
        if (await take(() => vault.ask(request, { recordingId, ...input }))) continue;
        // What the recorder does when it is refused something: end with what there is.
        await vault.ask("recording.finish", { recordingId });
        return;
      }
      await take(() => vault.ask("recording.finish", { recordingId }));
    },
    async check(home, { acknowledged }) {
      await during(await unlockedVault(home), async (vault) => {
        await recoverRecordings(vault.context(), (error) => {
          throw error;
        });
        await checkRecovered(home, vault, { acknowledged, pieces });
      });
    },
  };
}

type Step = readonly ["recording.append" | "recording.bookmark", object];

/** What comes between beginning and end. */
function stepsOf(pieces: number): Step[] {
  return Array.from({ length: pieces }, (_, index): Step[] => [
    ["recording.append", syntheticPiece(index)],
    ...(index === bookmarkAfter
      ? [["recording.bookmark", { atMs: lengthMsAfter(index), label: "vändning" }] as Step]
      : []),
  ]).flat();
}

async function checkRecovered(
  home: string,
  vault: Requester,
  { acknowledged, pieces }: { readonly acknowledged: number; readonly pieces: number },
): Promise<void> {
  // The first step is the beginning.
  const steps = stepsOf(pieces).slice(0, Math.max(0, acknowledged - 1));
  const appended = steps.filter(([request]) => request === "recording.append").length;
  const hasEnded = acknowledged === stepsOf(pieces).length + 2;
  const { id, sound } = await onlyConversation(vault);
  const { recorded } = await vault.get("conversation.read", { conversationId: id });
  const notes = await vault.get("note.list", { conversationId: id });
  if (sound.phase === "none") {
    assert.equal(appended, 0, "acknowledged seconds are gone");
    assert.deepEqual(mediaFiles(home), [], "something of a recording that came to nothing is left");
    assert.deepEqual([notes, recorded], [[], null]);
    return;
  }
  assert.ok(sound.phase === "ready" || (sound.phase === "preparing" && !hasEnded), `it is ${sound.phase}`);
  const bytes = await soundBytes(vault, id);
  const [fewest, most] = [syntheticBytes(appended), syntheticBytes(Math.min(pieces, appended + 1))];
  const expected = bytes.length === most.length ? most : fewest;
  assert.equal(
    Buffer.compare(bytes, expected),
    0,
    `${appended} seconds were acknowledged, and others are there`,
  );
  assertPlaysAndSeeks(bytes);
  assert.equal(
    sound.durationMs,
    lengthMsAfter(expected === most ? Math.min(pieces, appended + 1) : appended),
  );
  if (steps.length > appended)
    assert.deepEqual(
      notes.map(({ text }) => text),
      ["vändning"],
    );
  assert.equal(mediaFiles(home).length, 2, "more than one sound is left");
}
