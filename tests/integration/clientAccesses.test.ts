import path from "node:path";
import { expect, it } from "vitest";
import { copyOnPaper, offerClientCopy } from "../../electron/services/clientCopy.ts";
import { codingOnPaper, exportCoding } from "../../electron/services/exportCoding.ts";
import { exportTranscript, transcriptOnPaper } from "../../electron/services/exportTranscript.ts";
import { exportForArchive } from "../../electron/services/handOver.ts";
import { beginPrinting } from "../../electron/services/printing.ts";
import { readReceipt, saveReceipt } from "../../electron/services/receipts.ts";
import type { ClientCopyChoice } from "../../shared/domain/clientCopy.ts";
import { codedVault } from "../support/codedConversation.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { dayMs } from "../support/vaultHostForTest.ts";

const wanted = { withSpeakers: true, withTimes: true };

it("tells the client of all that was saved and printed, and of a hand-over once: not of saving its receipt", async () => {
  const { test, conversationId, codingId } = await codedVault();
  const { context } = test;
  const target = (name: string) => context.sources.offerTarget(path.join(temporaryFolder(), name));
  const text = { conversationId, ...wanted };
  const coding = { codingId, table: "utterances", format: "csv-plain" } as const;
  const choice: ClientCopyChoice = {
    transcript: true,
    noteIds: [],
    permission: false,
    access: false,
    language: "sv",
  };
  /** Each on a day of its own. */
  const deeds: readonly (() => unknown)[] = [
    () => exportTranscript(context, { ...text, format: "web-vtt", targetId: target("text.vtt") }),
    () =>
      exportTranscript(context, {
        ...text,
        format: "refi-qda",
        withCodings: true,
        targetId: target("text.qdpx"),
      }),
    () => {
      transcriptOnPaper(context, { ...text, form: "paper" });
      beginPrinting(context, { document: { kind: "transcript", conversationId }, printedOn: "paper" });
    },
    () => {
      transcriptOnPaper(context, { ...text, form: "file" });
      beginPrinting(context, { document: { kind: "transcript", conversationId }, printedOn: "pdf" });
    },
    () => exportCoding(context, { ...coding, withText: false, targetId: target("kodning.csv") }),
    () => exportCoding(context, { ...coding, withText: true, targetId: target("kodning.csv") }),
    () => {
      codingOnPaper(context, { codingId, form: "paper", withMoments: true, withText: true });
      beginPrinting(context, { document: { kind: "coding", codingId }, printedOn: "paper" });
    },
    () => {
      copyOnPaper(context, { conversationId, choice });
      beginPrinting(context, { document: { kind: "for-client", conversationId }, printedOn: "paper" });
    },
    () =>
      exportForArchive(context, {
        conversationId,
        targetId: target("samtal.zip"),
        receivedBy: "Kommunarkivet",
        reference: "",
      }),
    () => {
      saveReceipt(context, { number: 1, targetId: target("kvittens.json") });
      beginPrinting(context, { document: { kind: "receipt", conversationId }, printedOn: "paper" });
    },
  ];
  for (const deed of deeds) {
    test.clock.run(dayMs);
    await deed();
  }

  const told = offerClientCopy(context, { conversationId }).accesses.filter(({ what }) => what !== "opened");
  expect(readReceipt(context, { number: 1 }).isValid).toBe(true);
  expect(told.map(({ on, what }) => `${on} ${what}`)).toEqual([
    "2026-03-03 text-exported",
    "2026-03-04 text-exported",
    "2026-03-04 coding-exported",
    "2026-03-05 text-printed",
    "2026-03-06 text-exported",
    "2026-03-07 coding-exported",
    "2026-03-08 text-exported",
    "2026-03-08 coding-exported",
    "2026-03-09 text-printed",
    "2026-03-09 coding-printed",
    "2026-03-10 copied",
    "2026-03-11 handed-over",
  ]);
});
