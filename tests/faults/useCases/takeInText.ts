/** Bringing in a text, hiding in it who somebody is, and bringing in another one. */
import type { Segment } from "../../../shared/domain/segment.ts";
import { fixturePath } from "../../support/fixturePath.ts";
import { type Scene, type SmallDeed, sorted, stepwise } from "../stepwise.ts";

const speakers = [
  { label: "Rådgivare", speaker: "practitioner" },
  { label: "Klient", speaker: "client" },
];

const bringIn =
  (file: string, replace: boolean): SmallDeed =>
  ({ vault, conversationId }) =>
    vault.ask("transcript.import", {
      conversationId,
      sourceId: vault.offer(fixturePath(file)),
      speakers,
      replace,
    });

export const takeInText = stepwise({
  name: "bringing in a text, hiding who is in it, and bringing in another",
  deeds: [
    bringIn("talk.vtt", false),
    ({ vault, conversationId }) =>
      vault.ask("transcript.nameSpeakers", { conversationId, names: { client: "Alva" } }),
    async ({ vault, conversationId }) => {
      const { id: segmentId, text, startMs, endMs } = await firstLine({ vault, conversationId });
      const original = firstWord(text);
      return vault.ask("deidentify.replace", {
        ...{ conversationId, original, kind: "own", replacement: "[ort]" },
        places: [{ segmentId, field: "text", startIndex: 0, original, passage: { startMs, endMs } }],
      });
    },
    async ({ vault, conversationId }) => {
      const { id: segmentId, text: before } = await firstLine({ vault, conversationId });
      const { version: baseVersion } = await vault.get("transcript.read", { conversationId });
      const after = before.replace(firstWord(before), "[ort]");
      const edits = [{ kind: "set-text", segmentId, before, after }];
      return vault.ask("transcript.apply", { conversationId, baseVersion, edits });
    },
    ({ vault, conversationId }) =>
      vault.ask("deidentify.leave", { conversationId, original: "Alva", kind: "name" }),
    async ({ vault, conversationId }) => {
      const { version: baseVersion } = await vault.get("transcript.read", { conversationId });
      return vault.ask("deidentify.confirm", { conversationId, baseVersion });
    },
    ({ vault, conversationId }) => vault.ask("version.save", { conversationId, name: "Utan namn" }),
    ({ vault, conversationId }) => vault.ask("deidentify.forget", { conversationId }),
    bringIn("talk.srt", true),
    async ({ vault, conversationId }) => {
      const [version] = await vault.get("version.list", { conversationId });
      return vault.ask("version.restore", { versionId: version?.id });
    },
    async ({ vault, conversationId }) => {
      const [version] = await vault.get("version.list", { conversationId });
      return vault.ask("version.remove", { versionId: version?.id });
    },
  ],
  async look({ vault, conversationId }) {
    const { deidentified } = await vault.get("conversation.read", { conversationId });
    return {
      deidentified,
      transcript: { ...(await vault.get("transcript.read", { conversationId })) },
      decided: sorted((await vault.get("deidentify.read", { conversationId })).words),
      passages: await vault.get("passage.list", { conversationId }),
      versions: sorted(await vault.get("version.list", { conversationId })),
      found: (await vault.get("search.everywhere", { text: "ort" })).length,
    };
  },
});

async function firstLine({
  vault,
  conversationId,
}: Pick<Scene, "vault" | "conversationId">): Promise<Segment> {
  const [first] = (await vault.get("transcript.read", { conversationId })).segments;
  if (first === undefined) throw new Error("there is no text");
  return first;
}

function firstWord(text: string): string {
  return /\p{L}+/u.exec(text)?.[0] ?? "";
}
