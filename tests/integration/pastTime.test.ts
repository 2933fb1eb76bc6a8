import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
import {
  beginClientCopy,
  copyOnPaper,
  listenTogether,
  offerClientCopy,
} from "../../electron/services/clientCopy.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { exportForArchive } from "../../electron/services/handOver.ts";
import { setHold } from "../../electron/services/hold.ts";
import { includableSounds } from "../../electron/services/makeBackup.ts";
import { openAudio, openForRows } from "../../electron/services/openAudio.ts";
import { requireConversation } from "../../electron/services/requireConversation.ts";
import { sweepDueErasures } from "../../electron/services/sweep.ts";
import type { ClientCopyChoice } from "../../shared/domain/clientCopy.ts";
import type { ContentCategory } from "../../shared/domain/conversation.ts";
import { type FilledVault, filledVault } from "../support/filledVault.ts";
import { codeOf } from "../support/recordingForTest.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { dayMs, secretOf } from "../support/vaultHostForTest.ts";

const choice: ClientCopyChoice = {
  transcript: true,
  noteIds: [],
  permission: false,
  access: false,
  language: "sv",
};

/** The vault, another program holding the files of its key halves. */
function withBusyKeys({ test }: FilledVault) {
  return test.withFiles({
    ...nodeFiles,
    openUpdate(file) {
      if (file.endsWith(".shred")) throw Object.assign(new Error("busy"), { code: "EBUSY" });
      return nodeFiles.openUpdate(file);
    },
  });
}

function runToEndOf({ test, conversationId }: FilledVault, category: ContentCategory): void {
  const { dueAt } = requireConversation(test.vault, conversationId).clocks[category];
  test.clock.run((dueAt ?? 0) - test.clock.now());
}

/** Why the sound, or all of it, is not given out. */
async function answers({ test, conversationId }: FilledVault) {
  const { context } = test;
  const zip = path.join(temporaryFolder(), "samtal.zip");
  const targetId = () => context.sources.offerTarget(zip);
  const copy = { conversationId, choice, sound: true, listenedThrough: true, targetId: targetId() };
  const codeOfAsync = (promise: Promise<unknown>) =>
    promise.then(
      () => "no failure",
      ({ code }: { code: string }) => code,
    );
  return {
    plays: codeOf(() => openAudio(context, { conversationId })),
    rows: codeOf(() => openForRows(context, { conversationId })),
    copy: await codeOfAsync(beginClientCopy(context, { ...copy, passphrase: secretOf("fyra små äpplen") })),
    archive: await codeOfAsync(
      exportForArchive(context, { conversationId, targetId: targetId(), receivedBy: "", reference: "" }),
    ),
    isThere: fs.existsSync(zip),
    listening: listenTogether(context, { conversationId }).token !== null,
    offered: offerClientCopy(context, { conversationId }).sound !== null,
    backedUp: includableSounds(context).length,
  };
}

const nothing = {
  ...{ plays: "erasure.under-way", rows: "erasure.under-way", copy: "erasure.under-way" },
  ...{ archive: "erasure.under-way", isThere: false, listening: false, offered: false, backedUp: 0 },
};

describe("sound past its time", () => {
  it("goes to nobody before the sweep comes, nor while its erasure is stuck", async () => {
    const filled = await filledVault();
    runToEndOf(filled, "sound");
    expect(await answers(filled)).toEqual(nothing);
    expect(sweepDueErasures(withBusyKeys(filled).context).incomplete).toBe(1);
    expect(await answers(filled)).toEqual(nothing);
  });

  it("goes to nobody once a person has chosen to erase it; its text still does", async () => {
    const filled = await filledVault();
    const { test, conversationId } = filled;
    expect(includableSounds(test.context)).toHaveLength(1);
    const categories = ["sound"] as const;
    expect(() =>
      eraseNow(withBusyKeys(filled).context, { conversationId, categories, typedTitle: "" }),
    ).toThrow("erasure.incomplete");
    expect(await answers(filled)).toEqual(nothing);
    expect(listenTogether(test.context, { conversationId }).segments).toHaveLength(4);
    expect(copyOnPaper(test.context, { conversationId, choice }).transcript).toHaveLength(4);
  });

  it("is still there for whoever asked for it while a hold stops its date", async () => {
    const filled = await filledVault();
    const { test, conversationId } = filled;
    test.clock.run(10 * dayMs);
    setHold(test.context, { conversationId, reason: "access-request", days: 30 });
    runToEndOf(filled, "sound");
    sweepDueErasures(test.context);
    expect(listenTogether(test.context, { conversationId }).token).not.toBeNull();
    const { archive, copy } = await answers(filled);
    expect({ archive, copy }).toEqual({ archive: "no failure", copy: "no failure" });
  });
});

it("text past its time goes on no paper, and where all is past its time nothing is opened", async () => {
  const filled = await filledVault();
  const { test, conversationId } = filled;
  runToEndOf(filled, "notes");
  runToEndOf(filled, "transcript");
  expect([
    codeOf(() => copyOnPaper(test.context, { conversationId, choice })),
    codeOf(() => listenTogether(test.context, { conversationId })),
    codeOf(() => offerClientCopy(test.context, { conversationId })),
  ]).toEqual(["erasure.under-way", "erasure.under-way", "erasure.under-way"]);
});
