import { readFileSync } from "node:fs";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { createCoding } from "../../electron/services/codings.ts";
import { exportTranscript } from "../../electron/services/exportTranscript.ts";
import type { SchemeId } from "../../shared/domain/scheme.ts";
import { codedVault, codeLines } from "../support/codedConversation.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

async function projectOf(
  vault: Awaited<ReturnType<typeof codedVault>>,
  withCodings: boolean,
): Promise<string> {
  const { test: given, conversationId } = vault;
  const file = path.join(temporaryFolder(), `${withCodings}.qdpx`);
  await exportTranscript(given.context, {
    conversationId,
    format: "refi-qda",
    withSpeakers: true,
    withTimes: true,
    withCodings,
    targetId: given.context.sources.offerTarget(file),
  });
  const project = unzipSync(readFileSync(file))["project.qde"];
  return project === undefined ? "" : strFromU8(project);
}

test("finished codings go along as groups of codes without names; what is under way does not", async () => {
  const vault = await codedVault();
  codeLines(vault.test, vault.conversationId, { coder: { kind: "colleague", name: "Alva" } });
  createCoding(vault.test.context, {
    conversationId: vault.conversationId,
    schemeId: "oars" as SchemeId,
    schemeVersion: 1,
    coder: { kind: "owner" },
    sample: { drawn: "whole", startMs: 0, endMs: 8_000 },
    target: null,
    passes: 1,
  });
  const project = await projectOf(vault, true);
  expect({
    groups: [...project.matchAll(/name="([^"]*)" isCodable="false"/g)].map(([, name]) => name).sort(),
    codes: project.match(/isCodable="true"/g)?.length,
    selections: project.match(/<PlainTextSelection/g)?.length,
    hasName: project.includes("Alva"),
  }).toEqual({
    groups: ["MITI 4.2.1 – den som förde samtalet", "MITI 4.2.1 – en kollega"],
    codes: 10,
    selections: 14,
    hasName: false,
  });
});

test("without being asked for, no codes go along", async () => {
  expect(codesIn(await projectOf(await codedVault(), false))).toEqual({ book: false, selection: false });
});

function codesIn(project: string) {
  return { book: project.includes("CodeBook"), selection: project.includes("<Coding ") };
}
