/** The example conversation: invented voices, taken in under the same rules as any other. */
import path from "node:path";
import { z } from "zod";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import { isoDateSchema } from "../../shared/domain/isoDate.ts";
import type { Language } from "../../shared/domain/settings.ts";
import { readWhole } from "../ports/files.ts";
import type { ServiceContext } from "./context.ts";
import { createConversation, discardConversation } from "./conversations.ts";
import { importAudio } from "./importAudio.ts";
import { importTranscript } from "./transcripts.ts";

const exampleSchema = z.object({
  audio: z.string(),
  transcript: z.string(),
  title: z.string(),
  occasion: z.string(),
  participants: z.array(z.string()).min(1),
  practitionerLabel: z.string(),
  clientLabel: z.string(),
});
const sampleSchema = z.object({
  languages: z.object({ sv: exampleSchema, en: exampleSchema }),
  heldOn: isoDateSchema,
});

/** Which of the two recordings a language gets: Swedish is the nearer one to Norwegian and Danish ears. */
const exampleLanguages = { sv: "sv", nb: "sv", da: "sv", en: "en" } as const satisfies Record<
  Language,
  string
>;

/**
 * Adds the example as a role play whose participants are invented.
 *
 * @throws Failure as `importAudio`: `media.already-there` if it is still in the vault
 */
export async function addExample(
  context: ServiceContext,
  { language }: ParsedInput<"example.add">,
): Promise<RequestOutput<"example.add">> {
  const folder = path.join(context.resourcesFolder, "sample");
  const sample = readSample(context, folder);
  const example = sample.languages[exampleLanguages[language]];
  const { title, occasion, participants } = example;
  const [audio, transcript] = context.sources.offer([
    path.join(folder, example.audio),
    path.join(folder, example.transcript),
  ]);
  if (audio === undefined || transcript === undefined) throw new Error("the example is not complete");
  const added = createConversation(
    context,
    {
      permission: {
        kind: "role-play",
        title,
        participants: participants.map((name) => ({ name, saidYesOn: sample.heldOn })),
      },
      occasion,
      heldOn: sample.heldOn,
    },
    { isExample: true },
  );
  try {
    await importAudio(context, { ...added, sourceId: audio.sourceId, durationMs: null });
  } catch (error) {
    discardConversation(context, added);
    throw error;
  }
  importTranscript(context, {
    ...added,
    sourceId: transcript.sourceId,
    speakers: [
      { label: example.practitionerLabel, speaker: "practitioner" },
      { label: example.clientLabel, speaker: "client" },
    ],
    replace: false,
  });
  return added;
}

function readSample({ files }: ServiceContext, folder: string): z.infer<typeof sampleSchema> {
  const bytes = readWhole(files, path.join(folder, "sample.json"));
  return sampleSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
}
