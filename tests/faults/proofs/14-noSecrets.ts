/** Promise 14: what goes wrong is told without a word of what was asked, and no key or path crosses to the page. */
import fs from "node:fs";
import path from "node:path";
import { serialize } from "node:v8";
import { deriveVaultKeys } from "../../../electron/crypto/vaultKeys.ts";
import { type FilePort, nodeFiles } from "../../../electron/ports/files.ts";
import { unwrapVaultKey } from "../../../electron/vault/keySlots.ts";
import { readHeader } from "../../../electron/vault/vaultHeader.ts";
import { requests } from "../../../shared/contract.ts";
import { type Result, success } from "../../../shared/result.ts";
import { canariesIn } from "../../support/canaryScan.ts";
import { createRequester } from "../../support/requester.ts";
import { cheapDerive, secretOf, vaultHostForTest } from "../../support/vaultHostForTest.ts";
import { logIn } from "../logIn.ts";
import { type Pick, pickFrom } from "../pickFrom.ts";
import type { Control, PerExtent, Proof } from "../proof.ts";
import { trialFolder } from "../trialVault.ts";
import { goTour, words } from "../wordsTour.ts";

/** How often each request of the tour is asked once more, with something wrong in it. */
const spoiltEach: PerExtent = { short: 4, usual: 40, long: 400 };

type Question = readonly [name: string, input: unknown];
type Answer = readonly [name: string, result: Result<unknown>];

export const proof: Proof = {
  promise: 14,
  title: "no secret in logs, errors, events or addresses; no key or path in any answer",
  async run(extent, folder) {
    const [home, desk] = [path.join(folder, "home"), path.join(folder, "desk")];
    for (const place of [home, desk]) fs.mkdirSync(place);
    const disk = spoilableFiles();
    const vault = createRequester(await vaultHostForTest(home, { files: disk.files }), logIn(home));
    const asked: Question[] = [];
    const answers: Answer[] = [];
    const ask = async (name: string, input: unknown) => {
      const result = await vault.ask(name, input);
      answers.push([name, result]);
      return result;
    };
    for (const question of questionsOutOfNothing()) await ask(...question);
    const recoveryCode = await goTour(
      {
        async get(name, input) {
          asked.push([name, structuredClone(input)]);
          const output = await vault.get(name, input);
          answers.push([name, success(output)]);
          return output;
        },
        offer: vault.offer,
      },
      desk,
    );
    await ask("internal.offer", { paths: [path.join(desk, `${words.fileName}.wav`)] });
    const pick = pickFrom(14);
    for (const question of questionsOutOfNothing()) await ask(...question);
    for (const [name, input] of asked.filter(([name]) => name !== "vault.create")) {
      for (let trial = 0; trial < spoiltEach[extent]; trial += 1) {
        // Either the question is wrong, or the disk fails on the way with an error that tells everything.
        disk.failAfter(trial % 2 === 0 ? undefined : pick(8));
        await ask(name, trial % 2 === 0 ? spoilt(input, pick) : input);
        disk.failAfter(undefined);
      }
    }
    const keys = await keysOf(home);
    vault.end();
    const secrets = [...Object.values(words), recoveryCode, ...recoveryCode.split("-")];
    return {
      trials: answers.length,
      failures: [
        ...findIn("an error", failuresOf(answers), secrets),
        ...findIn("an event", vault.events, secrets),
        ...findIn("the log", logOf(home), [...secrets, home, desk, ...keys]),
        ...findIn("an answer", answers, [home, desk, ...keys]),
        ...(vault.defects.length === 0 ? ["no defect was brought about"] : []),
        ...(failuresOf(answers).length < answers.length / 4 ? ["too little was refused"] : []),
      ],
    };
  },
};

/** Every request of the contract, with secrets in each field that any of them has. */
function questionsOutOfNothing(): Question[] {
  const bag = {
    ...words,
    name: words.title,
    text: words.searched,
    typedTitle: words.title,
    typedPseudonym: words.pseudonym,
    language: words.note,
    conversationId: words.said,
    sourceId: words.fileName,
    secret: { kind: words.edited, bytes: secretOf(words.passphrase) },
    permission: { kind: words.participant },
    paths: [words.fileName],
    token: words.sound,
  };
  const names = [...Object.keys(requests), "internal.mediaInfo", "internal.offer", `note.${words.note}`];
  return names.flatMap((name) => [bag, words.note, null].map((input) => [name, input] as const));
}

/** An input with one field taken out, or filled with a secret or with something else's id. */
function spoilt(input: unknown, pick: Pick): unknown {
  const copy = structuredClone(input) as Record<string, unknown>;
  const fields = Object.keys(copy);
  const field = fields[pick(fields.length)];
  const ways = [undefined, words.note, -1, "11111111-2222-4333-8444-555555555555", { text: words.said }];
  return field === undefined ? words.note : { ...copy, [field]: ways[pick(ways.length)] };
}

/** Files that fail with an error that holds secrets: with a system's code, or as a defect. */
function spoilableFiles(): { readonly files: FilePort; failAfter(operations: number | undefined): void } {
  let left: number | undefined;
  const failing = <Input extends readonly unknown[], Output>(operation: (...input: Input) => Output) => {
    return (...input: Input): Output => {
      if (left === undefined) return operation(...input);
      left -= 1;
      if (left >= 0) return operation(...input);
      const code = left % 2 === 0 ? { code: "EIO", path: String(input[0]) } : {};
      throw Object.assign(new Error(`${words.said}: ${String(input[0])}`), code);
    };
  };
  return {
    files: {
      ...nodeFiles,
      openRead: failing(nodeFiles.openRead),
      createNew: failing(nodeFiles.createNew),
      write: failing(nodeFiles.write),
      read: failing(nodeFiles.read),
      rename: failing(nodeFiles.rename),
    },
    failAfter(operations) {
      left = operations;
    },
  };
}

function failuresOf(answers: readonly Answer[]): unknown[] {
  return answers.flatMap(([, result]) => (result.ok ? [] : [result.error]));
}

function logOf(home: string): string[] {
  const folder = path.join(home, "logs");
  return fs.readdirSync(folder).map((name) => fs.readFileSync(path.join(folder, name), "utf8"));
}

/** Each key as it may stand in a text. */
async function keysOf(home: string): Promise<string[]> {
  const folder = trialFolder(home);
  const { header } = readHeader(nodeFiles, folder);
  const access = { vaultId: header.vaultId, slot: "passphrase", secret: secretOf(words.passphrase) } as const;
  const vaultKey = await unwrapVaultKey(header.slots.passphrase, access, cheapDerive);
  if (vaultKey === undefined) throw new Error("the passphrase does not open the vault");
  return [vaultKey, ...Object.values(deriveVaultKeys(vaultKey))].flatMap((key) => {
    const bytes = Buffer.from(key);
    return [bytes.toString("latin1"), bytes.toString("hex"), bytes.toString("base64"), bytes.join()];
  });
}

/** @param told - anything; looked through as it crosses between processes, and as text */
function findIn(where: string, told: readonly unknown[], secrets: readonly string[]): string[] {
  const bytes = Buffer.concat(told.flatMap((one) => [serialize(one), Buffer.from(JSON.stringify(one))]));
  return canariesIn(bytes, secrets).map((secret) => `“${secret}” stands in ${where}`);
}

export const controls: readonly Control[] = [
  {
    guard: "the log quotes the message of an error",
    file: "electron/ports/log.ts",
    find: 'error: /^[A-Za-z]{1,40}$/.test(error.constructor.name) ? error.constructor.name : "Error",',
    replace: "error: error.message,",
  },
  {
    guard: "a refusal quotes what was asked",
    file: "electron/services/dispatch.ts",
    find: 'if (!result.success) throw new Failure("request.invalid");',
    replace:
      'if (!result.success) throw new Failure("request.invalid", { group: JSON.stringify(input) as never });',
  },
  {
    guard: "the session shows a key",
    file: "electron/services/settleUnlocked.ts",
    find: "fingerprint: vault.keys.fingerprint,",
    replace: 'fingerprint: Buffer.from(vault.keys.auditMacKey).toString("hex"),',
  },
  {
    guard: "an offered file is known to the page by its path",
    file: "electron/services/sourceRegistry.ts",
    find: "name: path.basename(sourcePath)",
    replace: "name: sourcePath",
  },
];
