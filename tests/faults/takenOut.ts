/** What may be taken out of a conversation as files and papers, tried beside what a model allows. */
import fs from "node:fs";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import type { RequestName } from "../../shared/contract.ts";
import type { CodingId, ConversationId } from "../../shared/domain/ids.ts";
import type { Requester } from "../support/requester.ts";
import { secretOf } from "../support/vaultHostForTest.ts";

/** What the model allows of a conversation. */
export interface Allowed {
  /** For files that are taken out. */
  readonly home: string;
  /** Which time it is: what is refused is tried every other time, what is made more seldom the longer it takes. */
  readonly turn: number;
  readonly talk: { readonly id: ConversationId; readonly codingId: CodingId };
  /** With the client, or an archive. */
  readonly mayShare: boolean;
  /** The text, and codings. */
  readonly mayExport: boolean;
}

const wanted = { withSpeakers: true, withTimes: true };

/** @returns the first thing that is taken out and may not be, or is refused and may be; `undefined` if there is none */
export async function takingOutDifference(open: Requester, allowed: Allowed): Promise<string | undefined> {
  const { turn, mayShare, mayExport } = allowed;
  const file = path.join(allowed.home, "taken.out");
  const { id: conversationId, codingId } = allowed.talk;
  const targetId = () => open.gate.sources.offerTarget(file);
  const choice = { transcript: true, noteIds: [], permission: true, access: false, language: "sv" } as const;
  const copy = { conversationId, choice, sound: false, listenedThrough: true };
  /** What is asked, whether it may be answered, and in each how manyth turn, from which on, if it may. */
  const ways: readonly (readonly [RequestName, () => object, boolean, number, number])[] = [
    ["clientCopy.offer", () => ({ conversationId }), mayShare, 2, 0],
    ["clientCopy.paper", () => ({ conversationId, choice }), mayShare, 4, 2],
    [
      "clientCopy.begin",
      () => ({ ...copy, targetId: targetId(), passphrase: secretOf("fyra små gröna äpplen") }),
      mayShare,
      89,
      1,
    ],
    [
      "handOver.export",
      () => ({ conversationId, targetId: targetId(), receivedBy: "", reference: "" }),
      mayShare,
      11,
      2,
    ],
    ["transcript.paper", () => ({ conversationId, ...wanted, form: "paper" }), mayExport, 4, 0],
    [
      "transcript.export",
      () => ({ conversationId, ...wanted, withCodings: true, format: "refi-qda", targetId: targetId() }),
      mayExport,
      3,
      1,
    ],
    ["coding.paper", () => ({ codingId, form: "paper", withMoments: true, withText: true }), mayExport, 4, 3],
    [
      "coding.export",
      () => ({ codingId, format: "csv-plain", table: "utterances", withText: true, targetId: targetId() }),
      mayExport,
      3,
      2,
    ],
  ];
  for (const [index, [name, inputOf, isAllowed, turns, which]] of ways.entries()) {
    if (isAllowed ? turn % turns !== which : (turn + index) % 2 === 0) continue;
    fs.rmSync(file, { force: true });
    const answer = await open.ask(name, inputOf());
    if (answer.ok !== isAllowed) return answer.ok ? `${name} that goes out` : `${name} that is refused`;
    if (!isAllowed && fs.existsSync(file)) return `${name} that is refused and leaves a file`;
    if (name === "clientCopy.begin" && answer.ok)
      await open.get("clientCopy.cancel", { copyId: (answer.value as { copyId: never }).copyId });
    if (name === "transcript.export" && isAllowed && !hasCodes(file)) return "a text without its codings";
  }
  return undefined;
}

function hasCodes(file: string): boolean {
  const project = unzipSync(fs.readFileSync(file))["project.qde"];
  if (project === undefined) throw new Error("there is no project");
  return strFromU8(project).includes("<Coding ");
}
