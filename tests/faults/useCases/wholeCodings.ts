/** Codings from their beginning to what several coders agree on, and what is kept of them for one's practice. */
import fs from "node:fs";
import path from "node:path";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { SchemeId } from "../../../shared/domain/scheme.ts";
import { fixturePath } from "../../support/fixturePath.ts";
import { keeping, type Scene, type SmallDeed, sorted, stepwise } from "../stepwise.ts";
import { rolePlay } from "../trialVault.ts";

const scheme = { schemeId: "miti-4.2.1" as SchemeId, schemeVersion: 1 };
const tableName = "kodat.csv";
const table = [
  "Vem;Yttrande;Kod",
  "R;Hej! Vad skulle du vilja att vi pratar om i dag?;Q",
  "K;Ja. Fast i går gick jag ut, faktiskt.;",
  "",
].join("\r\n");

const importTable =
  (isInNew: boolean): SmallDeed =>
  (scene) => {
    const { home, vault, conversationId, kept } = scene;
    const asked = vault.ask("coding.import", {
      ...scheme,
      conversationId: isInNew ? kept.other : conversationId,
      sourceId: vault.offer(path.join(home, tableName)),
      coder: { kind: "colleague", name: "Alva" },
      drawn: "whole",
      target: null,
      isFromSound: true,
      isFinished: true,
      asTranscript: isInNew,
      withNotes: true,
      columns: null,
      reading: {
        speakers: [
          { label: "R", speaker: "practitioner" },
          { label: "K", speaker: "client" },
        ],
        codes: [],
      },
    });
    return keeping(scene, isInNew ? "another" : "imported", "codingId", asked);
  };

const about =
  (name: "coding.finish" | "coding.reopen"): SmallDeed =>
  ({ vault, kept }) =>
    vault.ask(name, { codingId: kept.own });

export const wholeCodings = stepwise({
  name: "coding to the end, importing codings and agreeing",
  async fill({ home, vault, conversationId }) {
    fs.writeFileSync(path.join(home, tableName), table);
    // Only of one's own practice are figures kept.
    await vault.get("conversation.update", { conversationId, ownPractice: true });
    await vault.get("transcript.import", {
      conversationId,
      sourceId: vault.offer(fixturePath("talk.vtt")),
      speakers: [
        { label: "Rådgivare", speaker: "practitioner" },
        { label: "Klient", speaker: "client" },
      ],
      replace: false,
    });
  },
  deeds: [
    (scene) =>
      keeping(
        scene,
        "own",
        "codingId",
        scene.vault.ask("coding.create", {
          ...scheme,
          conversationId: scene.conversationId,
          coder: { kind: "owner" },
          sample: { drawn: "whole", startMs: 0, endMs: 60_000 },
          target: "Röra på sig oftare",
          passes: 2,
        }),
      ),
    ({ vault, kept }) => vault.ask("coding.update", { codingId: kept.own, pass: "count" }),
    async ({ vault, conversationId, kept }) => {
      const [head] = await vault.get("coding.list", { conversationId });
      if (head === undefined) throw new Error("there is no coding");
      const { units } = await vault.get("coding.read", { codingId: head.id });
      const changes = units.map((before) => ({ kind: "unit", before, after: { ...before, codes: ["Q"] } }));
      return vault.ask("coding.apply", { codingId: kept.own, baseVersion: head.version, changes });
    },
    ({ vault, kept }) =>
      vault.ask("coding.hear", { codingId: kept.own, heard: [{ startMs: 0, endMs: 900 }] }),
    about("coding.finish"),
    importTable(false),
    (scene) =>
      keeping(
        scene,
        "agreed",
        "codingId",
        scene.vault.ask("coding.createConsensus", { of: [scene.kept.own, scene.kept.imported] }),
      ),
    ({ vault, kept }) => vault.ask("coding.finish", { codingId: kept.agreed }),
    about("coding.reopen"),
    about("coding.finish"),
    ({ vault, kept }) => vault.ask("coding.remove", { codingId: kept.imported }),
    (scene) => keeping(scene, "other", "conversationId", scene.vault.ask("conversation.create", rolePlay)),
    importTable(true),
  ],
  async look(scene) {
    const { vault } = scene;
    const all = await vault.get("conversation.list", {});
    const { figures } = await vault.get("practice.figures", {});
    return { conversations: sorted(await Promise.all(all.map(({ id }) => lookInto(scene, id)))), figures };
  },
});

async function lookInto({ vault }: Scene, conversationId: ConversationId): Promise<unknown> {
  const { retention } = await vault.get("conversation.read", { conversationId });
  const { segments, version } = await vault.get("transcript.read", { conversationId });
  const heads = await vault.get("coding.list", { conversationId });
  // One that is to stay closed is told by its head alone.
  const codings = await Promise.all(
    heads.map(async (head) => ({ head, whole: await vault.ask("coding.read", { codingId: head.id }) })),
  );
  return { retention, segments, version, codings: sorted(codings) };
}
