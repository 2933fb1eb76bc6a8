/** Certificates of erasure, changed in every way one can think of: the verifier and the application notice each. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { generateKeyPairSync, sign } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { ConsentDraft } from "../../shared/domain/consent.ts";
import type { Mandate } from "../../shared/domain/mandate.ts";
import { fixturePath } from "../support/fixturePath.ts";
import type { Requester } from "../support/requester.ts";
import { projectRoot } from "../support/runStep.ts";
import { spread } from "./inParallel.ts";
import { type ProofResult, sumResults } from "./proof.ts";
import { createdVault, during } from "./trialVault.ts";

/** A certificate as it is saved. */
export interface SavedCertificate {
  readonly text: string;
  readonly signature: string;
  readonly publicKey: string;
  readonly fingerprint: string;
}

const pseudonym = "Tallen";

const mandate: Mandate = {
  organisation: "Försäkringskassan",
  decidedBy: "Enhetschefen",
  erasure: { basis: "decision", reference: "Gallringsbeslut 2026:1" },
  dataProtectionContact: "dso@example.org",
};

const consent: ConsentDraft = {
  number: 17,
  pseudonym,
  purpose: "Att jag ska bli bättre på samtal",
  audience: "Jag",
  form: "written",
  wordingVersion: "sv-1",
  givenOn: "2026-03-01",
  lastOn: "2026-06-30",
  others: [],
  keptWhere: "Ärende 2026-1",
  spoken: null,
  outsideInvestigation: true,
};

/** Erases sound and transcript of a client's conversation, and hands out what was saved as they lie on the disk. */
export async function withCertificates<T>(
  folder: string,
  act: (vault: Requester, saved: readonly SavedCertificate[]) => Promise<T>,
): Promise<T> {
  return during(await createdVault(path.join(folder, "home")), async (vault) => {
    await vault.get("mandate.save", mandate);
    const { id: consentId } = await vault.get("consent.create", consent);
    const { conversationId } = await vault.get("conversation.create", {
      permission: { kind: "client", consentId },
      occasion: "",
      heldOn: "2026-03-02",
    });
    const sourceId = vault.offer(fixturePath("speech.wav"));
    await vault.get("audio.import", { conversationId, sourceId, durationMs: null });
    const transcriptId = vault.offer(fixturePath("talk.vtt"));
    await vault.get("transcript.import", {
      conversationId,
      sourceId: transcriptId,
      speakers: [],
      replace: false,
    });
    const typedTitle = pseudonym;
    await vault.get("erasure.now", { conversationId, categories: ["sound", "transcript"], typedTitle });
    const files = [1, 2].map((number) => path.join(folder, `saved-${number}.json`));
    for (const [index, file] of files.entries()) {
      const targetId = vault.context().sources.offerTarget(file);
      await vault.get("certificate.save", { number: index + 1, targetId });
    }
    const saved = files.map((file) => JSON.parse(fs.readFileSync(file, "utf8")) as SavedCertificate);
    assert.ok(
      !files.some((file) => fs.readFileSync(file, "utf8").includes(pseudonym)),
      "a pseudonym is in it",
    );
    return act(vault, saved);
  });
}

/** What is saved holds, also for whoever expects its fingerprint. */
export function tryUnchanged(folder: string, saved: readonly SavedCertificate[]): ProofResult {
  const failures = saved.flatMap((certificate) => {
    const options = ["--fingerprint", certificate.fingerprint];
    const isHeld = heldOf(folder, [asSaved(certificate)], options).length === 1;
    return isHeld ? [] : ["a certificate does not hold as it was saved"];
  });
  return { trials: saved.length, failures };
}

/** One bit at a time, anywhere in the file. @param bytesEach - how many bytes of each file, evenly spread */
export function tryBits(
  folder: string,
  saved: readonly SavedCertificate[],
  bytesEach: number,
  bitsEach: number,
): ProofResult {
  const changed = saved.flatMap((certificate) => {
    const bytes = new TextEncoder().encode(asSaved(certificate));
    return spread([...bytes.keys()], bytesEach).flatMap((offset) =>
      Array.from({ length: bitsEach }, (_, bit) => {
        const copy = Uint8Array.from(bytes);
        copy[offset] = (copy[offset] ?? 0) ^ (1 << ((offset + bit) % 8));
        return { what: `a bit of byte ${offset}`, content: copy };
      }),
    );
  });
  return refusedAll(folder, changed);
}

/** One value at a time, at any depth of the text: changed, taken out, and something put in beside it. */
export function tryFields(folder: string, saved: readonly SavedCertificate[]): ProofResult {
  const changed = saved.flatMap((certificate) => {
    const facts = JSON.parse(certificate.text) as unknown;
    const withText = (what: string, text: unknown) => ({
      what,
      content: asSaved({ ...certificate, text: JSON.stringify(text) }),
    });
    return waysInto(facts).flatMap((way) => [
      withText(`${way.join(".")} changed`, editedAt(facts, way, changedValue)),
      withText(
        `${way.join(".")} taken out`,
        editedAt(facts, way, () => undefined),
      ),
      withText(
        `${way.join(".")} wrapped`,
        editedAt(facts, way, (value) => [value]),
      ),
    ]);
  });
  return refusedAll(folder, changed);
}

/** Signatures, keys and fingerprints of others; the same bytes in other letters. */
export function tryForgeries(folder: string, saved: readonly SavedCertificate[]): ProofResult {
  const changed = saved.flatMap((certificate, index) => {
    const other = saved[(index + 1) % saved.length] ?? certificate;
    const stranger = strangersKey();
    const resigned = { ...certificate, ...stranger.signed(certificate.text) };
    const spare = certificate.signature.replace(/.==$/, (end) => `${end[0] === "A" ? "B" : "A"}==`);
    return [
      { what: "another's signature", content: asSaved({ ...certificate, signature: other.signature }) },
      { what: "another's text", content: asSaved({ ...certificate, text: other.text }) },
      { what: "a stranger's key", content: asSaved({ ...certificate, publicKey: resigned.publicKey }) },
      { what: "a stranger's key and signature", content: asSaved(resigned) },
      { what: "a signature in other letters", content: asSaved({ ...certificate, signature: spare }) },
      { what: "another fingerprint", content: asSaved({ ...certificate, fingerprint: "0000-0000" }) },
      {
        what: "fields in another order",
        content: asSaved(Object.fromEntries(Object.entries(certificate).reverse())),
      },
      {
        what: "a second text before the first",
        content: asSaved(certificate).replace("{", `{\n  "text": "Allt är raderat.",`),
      },
    ];
  });
  return refusedAll(folder, changed);
}

/** Signs of the stored text changed in the database, by one who has its key. */
export async function tryStored(vault: Requester, signs: number): Promise<ProofResult> {
  const { db } = vault.context().vault;
  const stored = db.prepare<[], string>("SELECT text FROM certificate WHERE number = 1").pluck().get() ?? "";
  const write = db.prepare("UPDATE certificate SET text = ? WHERE number = 1");
  const isValid = async () => (await vault.get("certificate.read", { number: 1 })).isValid;
  const failures: string[] = (await isValid()) ? [] : ["the application does not take its own certificate"];
  const offsets = spread(
    Array.from(stored, (_, offset) => offset),
    signs,
  );
  for (const offset of offsets) {
    const sign = stored[offset] === "x" ? "y" : "x";
    write.run(stored.slice(0, offset) + sign + stored.slice(offset + 1));
    if (await isValid()) failures.push(`sign ${offset} changed in the database is shown as valid`);
  }
  write.run(stored);
  return { trials: offsets.length + 1, failures, mutations: offsets.length };
}

interface Changed {
  readonly what: string;
  readonly content: string | Uint8Array;
}

/** At most so many files are given to one verifier. */
const batch = 250;

function refusedAll(folder: string, changed: readonly Changed[]): ProofResult {
  const results: ProofResult[] = [];
  for (let start = 0; start < changed.length; start += batch) {
    const part = changed.slice(start, start + batch);
    const held = heldOf(
      folder,
      part.map(({ content }) => content),
    );
    const failures = held.map((index) => `${part[index]?.what ?? ""} is not noticed`);
    results.push({ trials: part.length, failures, mutations: part.length });
  }
  return sumResults(results);
}

/** The place of a content that holds; empty if all are refused. */
function heldOf(
  folder: string,
  contents: readonly (string | Uint8Array)[],
  options: readonly string[] = [],
): number[] {
  const names = contents.map((content, index) => {
    fs.writeFileSync(path.join(folder, `${index}.json`), content);
    return `${index}.json`;
  });
  let [start, end] = [0, names.length];
  const isAnyHeld = () => refusedIn(folder, names.slice(start, end), options) < end - start;
  if (!isAnyHeld()) return [];
  // Halved until one is left: telling of one is enough.
  while (end - start > 1) {
    const middle = (start + end) >> 1;
    const whole = end;
    end = middle;
    if (isAnyHeld()) continue;
    [start, end] = [middle, whole];
  }
  return [start];
}

/** How many of the files the verifier refuses; a process of its own, as anyone would run it. */
function refusedIn(folder: string, names: readonly string[], options: readonly string[]): number {
  const verifier = path.join(projectRoot, "resources/verify/verify-certificate.mjs");
  const args = [verifier, ...names, "--language", "en", ...options];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const failed = /^(\d+) OF \d+ CERTIFICATES DO NOT HOLD/m.exec(stdout)?.[1];
  const one = /^THE CERTIFICATE DOES NOT HOLD/m.test(stdout) ? 1 : 0;
  const unreadable = stderr.match(/cannot be read/g)?.length ?? 0;
  return (failed === undefined ? one : Number(failed)) + unreadable;
}

function asSaved(certificate: object): string {
  return `${JSON.stringify(certificate, null, 2)}\n`;
}

function strangersKey() {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
  return {
    signed: (text: string) => ({
      publicKey: raw.toString("base64"),
      signature: sign(null, Buffer.from(text), privateKey).toString("base64"),
    }),
  };
}

type Way = readonly string[];

/** The ways to every value, those that hold others included. */
function waysInto(value: unknown, way: Way = []): Way[] {
  if (typeof value !== "object" || value === null) return [way];
  const inner = Object.entries(value).flatMap(([name, part]) => waysInto(part, [...way, name]));
  return way.length === 0 ? inner : [way, ...inner];
}

function editedAt(value: unknown, [name, ...rest]: Way, edit: (value: unknown) => unknown): unknown {
  if (name === undefined) return edit(value);
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[name] = editedAt(copy[name], rest, edit);
  return copy;
}

function changedValue(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  return typeof value === "string" ? `${value} ` : value === null ? "" : null;
}
