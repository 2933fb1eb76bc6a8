import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import {
  appendToClientCopy,
  beginClientCopy,
  cancelClientCopy,
  copyOnPaper,
  finishClientCopy,
  listCopies,
  listenTogether,
  offerClientCopy,
} from "../../electron/services/clientCopy.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { setHold } from "../../electron/services/hold.ts";
import { editTranscript, readTranscript } from "../../electron/services/transcripts.ts";
import type { ClientCopyChoice } from "../../shared/domain/clientCopy.ts";
import type { NoteId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { decryptClientCopy } from "../support/clientCopyDecryptor.ts";
import { examplePlain } from "../support/exampleMedia.ts";
import { type FaultKind, type FileOperation, faultyFiles, SimulatedCrash } from "../support/faultyFiles.ts";
import { type FilledVault, filledVault, noteText } from "../support/filledVault.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import type { VaultForTest } from "../support/vaultForTest.ts";
import { secretOf } from "../support/vaultHostForTest.ts";

const passphrase = "fyra små gröna äpplen";
const everything: ClientCopyChoice = {
  transcript: true,
  noteIds: [],
  permission: true,
  access: true,
  language: "sv",
};

/** What changes the place outside; each attempt costs a million rounds of PBKDF2. */
const changing: readonly FileOperation[] = ["createNew", "write", "sync", "rename", "unlink", "syncFolder"];

async function codeOf(act: () => unknown): Promise<string> {
  try {
    await act();
    return "done";
  } catch (error) {
    if (error instanceof Failure) return error.code;
    if (error instanceof SimulatedCrash) return "crash";
    if (error instanceof Error && "code" in error) return String(error.code);
    throw error;
  }
}

/** A filled vault in whose second row someone else speaks. */
async function vaultWithOther(): Promise<FilledVault> {
  const filled = await filledVault({ others: [{ role: "companion", informed: true, saidYes: true }] });
  const { test, conversationId } = filled;
  const { version, segments } = readTranscript(test.context, { conversationId });
  // As taken in, nobody has said who speaks.
  editTranscript(test.context, {
    conversationId,
    baseVersion: version,
    edits: segments.flatMap(({ id, speaker }, index) =>
      index === 1 ? [] : [{ kind: "set-speaker", segmentId: id, before: speaker, after: "client" }],
    ),
  });
  return filled;
}

interface Attempt {
  readonly sound?: Uint8Array;
  readonly choice?: Partial<ClientCopyChoice>;
}

async function makeFile(
  test: VaultForTest,
  conversationId: FilledVault["conversationId"],
  targetPath: string,
  { sound, choice = {} }: Attempt = {},
): Promise<void> {
  const { context } = test;
  const begun = await beginClientCopy(context, {
    conversationId,
    choice: { ...everything, ...choice },
    sound: sound !== undefined,
    listenedThrough: true,
    targetId: context.sources.offerTarget(targetPath),
    passphrase: secretOf(passphrase),
  });
  for (let offset = 0; sound !== undefined && offset < sound.length; offset += 300_000) {
    const bytes = sound.slice(offset, offset + 300_000);
    appendToClientCopy(context, { copyId: begun.copyId, offset, bytes });
  }
  await finishClientCopy(context, { copyId: begun.copyId });
}

function audit(test: VaultForTest, event: string): unknown[] {
  return test.vault.db
    .prepare<[string], { detail: string }>(
      "SELECT json_extract(body, '$.detail') AS detail FROM audit WHERE json_extract(body, '$.event') = ?",
    )
    .all(event)
    .map(({ detail }) => JSON.parse(detail));
}

it("a stranger's decryptor opens the file with the passphrase and finds what was chosen, and no note that was not", async () => {
  const { test, conversationId } = await vaultWithOther();
  const target = path.join(temporaryFolder(), "kopia.html");
  const sound = examplePlain(2 * 1_048_576 + 17);

  await makeFile(test, conversationId, target, { sound });
  const html = readFileSync(target, "utf8");
  const copy = await decryptClientCopy(html, passphrase);

  expect(Buffer.compare(copy.sound, sound)).toBe(0);
  expect(copy.document).toMatchObject({
    document: "lyhord-copy-for-client/1",
    heldOn: "2026-03-02",
    sound: { mimeType: "audio/ogg", mutedPassages: 1 },
    notes: null,
    permission: { number: 17, others: ["companion"] },
    accesses: [
      { on: "2026-03-02", what: "opened" },
      { on: "2026-03-02", what: "copied" },
    ],
  });
  expect((copy.document.transcript as { text: unknown }[]).map(({ text }) => text === null)).toEqual(
    readTranscript(test.context, { conversationId }).segments.map(({ speaker }) => speaker === "other"),
  );
  expect(listCopies(test.context, { conversationId })).toEqual([
    {
      kind: "for-client",
      form: "file",
      contents: ["sound", "transcript", "permission", "access"],
      madeAt: test.clock.now(),
    },
  ]);
  expect(audit(test, "for-client")).toEqual([
    { contents: "sound transcript permission access", form: "file" },
  ]);
  // Nothing readable: not the words, not the pseudonym, not the passphrase.
  for (const secret of ["Tallen", "Försäkringskassan", noteText, passphrase, "Det har varit mycket"]) {
    expect(html.includes(secret)).toBe(false);
  }
  expect(readdirSync(path.dirname(target))).toEqual(["kopia.html"]);
});

it("only ticked notes go in, and a note of another conversation is refused", async () => {
  const { test, conversationId } = await filledVault();
  const target = path.join(temporaryFolder(), "kopia.html");
  const [note] = offerClientCopy(test.context, { conversationId }).notes;

  await makeFile(test, conversationId, target, { choice: { noteIds: [note!.id] } });
  const copy = await decryptClientCopy(readFileSync(target, "utf8"), passphrase);

  expect(copy.document.notes).toEqual([{ startMs: 0, text: noteText }]);
  const strange = "00000000-0000-4000-8000-000000000000" as NoteId;
  expect(
    await codeOf(() => makeFile(test, conversationId, `${target}2`, { choice: { noteIds: [strange] } })),
  ).toBe("request.invalid");
});

it("a wrong passphrase, any changed piece, a cut, a moved or a repeated one open nothing", async () => {
  const { test, conversationId } = await filledVault();
  const target = path.join(temporaryFolder(), "kopia.html");
  await makeFile(test, conversationId, target, { sound: examplePlain(2_200_000) });
  const html = readFileSync(target, "utf8");
  const lines = html.split("\n");
  const at = lines.flatMap((line, index) => (line.includes('class="piece"') ? [index] : []));
  const swapped = lines.with(at[0]!, lines[at[1]!]!).with(at[1]!, lines[at[0]!]!);
  const flip = (index: number) =>
    lines.with(
      index,
      lines[index]!.replace(/(.{60})(.)/, (_, before, one) => before + (one === "A" ? "B" : "A")),
    );
  const changed: Record<string, string> = {
    "first piece": flip(at[0]!).join("\n"),
    "last piece": flip(at.at(-1)!).join("\n"),
    header: html.replace('"pieceBytes":', '"pieceBytes": '),
    "without its end": lines.toSpliced(at.at(-1)!, 1).join("\n"),
    "without its middle": lines.toSpliced(at[1]!, 1).join("\n"),
    "with a piece twice": lines.toSpliced(at[0]!, 0, lines[at[0]!]!).join("\n"),
    "in another order": swapped.join("\n"),
  };

  const opened: string[] = [];
  for (const [what, text] of Object.entries(changed)) {
    expect(text, what).not.toBe(html);
    await decryptClientCopy(text, passphrase).then(
      () => opened.push(what),
      () => {},
    );
  }
  await decryptClientCopy(html, "fyra små gröna äpple").then(
    () => opened.push("wrong passphrase"),
    () => {},
  );
  expect(at.length).toBe(3);
  expect(opened).toEqual([]);
});

it("a copy may be made under a hold, but of what was erased there is none", async () => {
  const { test, conversationId } = await filledVault();
  const folder = temporaryFolder();
  setHold(test.context, { conversationId, reason: "access-request", days: 20 });

  const held = listenTogether(test.context, { conversationId });
  await makeFile(test, conversationId, path.join(folder, "a.html"), { sound: examplePlain(9) });
  const heldCopies = listCopies(test.context, { conversationId }).length;
  const { context } = test;
  context.vault.db
    .prepare("UPDATE conversation SET hold_until = NULL, hold_reason = NULL, hold_since = NULL")
    .run();
  eraseNow(context, {
    conversationId,
    categories: ["sound", "transcript", "notes"],
    typedTitle: "Tallen",
  });

  expect([held.token === null, held.segments.length > 0, heldCopies]).toEqual([false, true, 1]);
  expect(audit(test, "listen-together")).toEqual([{}]);
  expect([
    await codeOf(() => listenTogether(context, { conversationId })),
    await codeOf(() => copyOnPaper(context, { conversationId, choice: everything })),
    await codeOf(() => makeFile(test, conversationId, path.join(folder, "b.html"))),
  ]).toEqual(["copy.nothing-left", "copy.nothing-left", "copy.nothing-left"]);
  expect(readdirSync(folder)).toEqual(["a.html"]);
});

it("where others may be heard in what nobody wrote down, the person must have listened through", async () => {
  const { test, conversationId } = await vaultWithOther();
  const { context } = test;
  // Nothing of the last seconds is written down any more.
  const { version, segments } = readTranscript(context, { conversationId });
  editTranscript(context, {
    conversationId,
    baseVersion: version,
    edits: segments.slice(2).map((segment) => ({ kind: "remove-segment", segment })),
  });
  const begin = (listenedThrough: boolean) =>
    beginClientCopy(context, {
      conversationId,
      choice: everything,
      sound: true,
      listenedThrough,
      targetId: context.sources.offerTarget(path.join(temporaryFolder(), "kopia.html")),
      passphrase: secretOf(passphrase),
    });

  const refused = await codeOf(() => begin(false));
  const begun = await begin(true);
  cancelClientCopy(context, begun);

  const { startMs, endMs } = segments[1]!;
  expect(refused).toBe("copy.not-listened");
  expect(begun.sound?.muted).toEqual([{ startMs, endMs }]);
});

it("where others are heard and no row is marked as theirs, the person must have listened through", async () => {
  const { test, conversationId } = await vaultWithOther();
  const { context } = test;
  const { version, segments } = readTranscript(context, { conversationId });
  const other = segments[1]!;
  editTranscript(context, {
    conversationId,
    baseVersion: version,
    edits: [
      // The text covers all of the sound, and says that only the two of them speak.
      { kind: "set-speaker", segmentId: other.id, before: other.speaker, after: "client" },
    ],
  });
  const begin = (listenedThrough: boolean) =>
    beginClientCopy(context, {
      conversationId,
      choice: everything,
      sound: true,
      listenedThrough,
      targetId: context.sources.offerTarget(path.join(temporaryFolder(), "kopia.html")),
      passphrase: secretOf(passphrase),
    });

  expect(offerClientCopy(context, { conversationId }).sound).toMatchObject({
    othersHeard: true,
    mutedPassages: 0,
    untranscribedMs: 0,
  });
  expect(await codeOf(() => begin(false))).toBe("copy.not-listened");
  cancelClientCopy(context, await begin(true));
});

it("sound that is erased while its copy is written goes to nobody, and a cancelled copy leaves nothing", async () => {
  const { test, conversationId } = await filledVault();
  const { context } = test;
  const folder = temporaryFolder();
  const begin = (name: string) =>
    beginClientCopy(context, {
      conversationId,
      choice: everything,
      sound: true,
      listenedThrough: true,
      targetId: context.sources.offerTarget(path.join(folder, name)),
      passphrase: secretOf(passphrase),
    });
  const cancelled = await begin("a.html");
  cancelClientCopy(context, cancelled);
  const overtaken = await begin("b.html");
  const bytes = examplePlain(100);
  appendToClientCopy(context, { copyId: overtaken.copyId, offset: 0, bytes });
  eraseNow(context, { conversationId, categories: ["sound"], typedTitle: "" });

  expect(await codeOf(() => finishClientCopy(context, overtaken))).toBe("media.erased");
  expect(await codeOf(() => appendToClientCopy(context, { ...cancelled, offset: 0, bytes }))).toBe(
    "request.invalid",
  );
  expect([readdirSync(folder), listCopies(context, { conversationId })]).toEqual([[], []]);
});

it("on paper the words of others are left out, there is no sound, and the copy is remembered", async () => {
  const { test, conversationId } = await vaultWithOther();

  const paper = copyOnPaper(test.context, { conversationId, choice: { ...everything, language: "en" } });

  expect({ sound: paper.sound, speakers: paper.speakers, second: paper.transcript?.[1]?.text }).toEqual({
    sound: null,
    speakers: { practitioner: "adviser", client: "client", other: "someone else" },
    second: null,
  });
  expect(listCopies(test.context, { conversationId })).toMatchObject([
    { kind: "for-client", form: "paper", contents: ["transcript", "permission", "access"] },
  ]);
});

it.each<FaultKind>(["crash", "EIO"])(
  "at a %s at any operation there is either the whole file or none, and the vault is as it was",
  async (kind) => {
    const { test, conversationId } = await filledVault();
    const sound = examplePlain(5);
    const outcomes = new Set<string>();
    for (let failAt = 1; ; failAt += 1) {
      const folder = temporaryFolder();
      const target = path.join(folder, "kopia.html");
      const faulty = faultyFiles(test.context.files, { failAt, kind, only: changing });
      const failing = { ...test, context: { ...test.context, files: faulty.files } };
      const code = await codeOf(() => makeFile(failing, conversationId, target, { sound }));
      if (!faulty.struck()) {
        expect(code).toBe("done");
        break;
      }
      if (existsSync(target)) await decryptClientCopy(readFileSync(target, "utf8"), passphrase);
      // A copy outside that nobody knows of is worse than one that is remembered and never came to be.
      if (existsSync(target)) expect(listCopies(test.context, { conversationId }).length).toBeGreaterThan(0);
      outcomes.add(code);
      test.vault.db.prepare("DELETE FROM outside_copy").run();
      if (kind !== "crash") continue;
      const again = await test.reopen();
      expect(readdirSync(folder).filter((name) => name !== "kopia.html")).toEqual([]);
      Object.assign(test, again);
    }
    expect(readTranscript(test.context, { conversationId }).segments.length).toBeGreaterThan(0);
    expect(outcomes.size).toBeGreaterThan(0);
  },
  120_000,
);

it("what a crash left beside the target is removed at the next unlock, and nothing of the person's own", async () => {
  const { test, conversationId } = await filledVault();
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, "eget.tmp"), "mitt");
  await beginClientCopy(test.context, {
    conversationId,
    choice: everything,
    sound: true,
    listenedThrough: true,
    targetId: test.context.sources.offerTarget(path.join(folder, "kopia.html")),
    passphrase: secretOf(passphrase),
  });
  const before = readdirSync(folder).length;

  await test.reopen();

  expect([before, readdirSync(folder)]).toEqual([2, ["eget.tmp"]]);
});
