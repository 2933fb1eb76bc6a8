/** The stand-alone verifier, run as anyone runs it: on files that were really saved. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createSigningKeys, fingerprint, sign } from "../../electron/crypto/signing.ts";
import { readCertificate, saveCertificates, saveVerifier } from "../../electron/services/certificates.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { filledVault } from "../support/filledVault.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

interface Saved {
  readonly text: string;
  readonly signature: string;
  readonly publicKey: string;
  readonly fingerprint: string;
}

/** Two certificates as they are saved, one by one and in one file, and the program that was saved beside them. */
async function savedCertificates() {
  const { test, conversationId } = await filledVault();
  eraseNow(test.context, { conversationId, categories: ["sound", "transcript"], typedTitle: "" });
  const folder = temporaryFolder();
  const verifier = path.join(folder, "verify-certificate.mjs");
  const { sources } = test.context;
  saveVerifier(test.context, { targetId: sources.offerTarget(verifier) });
  const file = path.join(folder, "alla.json");
  saveCertificates(test.context, { numbers: [2, 1], targetId: sources.offerTarget(file) });
  const [one, other] = [1, 2].map((number): Saved => {
    const { isValid: _, number: __, ...document } = readCertificate(test.context, { number });
    return document;
  });
  if (one === undefined || other === undefined) throw new Error("nothing was erased");

  function verify(content: string | Uint8Array, ...options: string[]) {
    const args = [verifier, fileOf(content), "--language", "en", ...options];
    // Nothing of this project is in reach: no modules, no variables.
    const environment = { encoding: "utf8", cwd: folder, env: {} } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, args, environment);
    return { status, stdout, stderr };
  }

  return { one, other, whole: readFileSync(file, "utf8"), verifier, verify };
}

function fileOf(content: string | Uint8Array): string {
  const file = path.join(temporaryFolder(), "intyg.json");
  writeFileSync(file, content);
  return file;
}

/** A text as somebody with a key of their own would save it. */
function resigned(text: string): string {
  const keys = createSigningKeys();
  const own = text.replaceAll(JSON.parse(text).signingKeyFingerprint, fingerprint(keys.publicKey));
  return asSaved({
    text: own,
    signature: Buffer.from(sign(keys.secretKey, Buffer.from(own))).toString("base64"),
    publicKey: Buffer.from(keys.publicKey).toString("base64"),
    fingerprint: fingerprint(keys.publicKey),
  });
}

const asSaved = (certificate: object) => `${JSON.stringify(certificate, null, 2)}\n`;

describe("the verifier", () => {
  it("says that a saved certificate holds, and what it says, without the pseudonym", async () => {
    const { one, verify } = await savedCertificates();
    const { status, stdout, stderr } = verify(asSaved(one));
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("CERTIFICATE OF ERASURE 1");
    expect(stdout).toContain("The signature holds");
    expect(stdout).toContain(one.fingerprint);
    expect(stdout).toContain("Permission no.: 17");
    expect(stdout).toContain("What: the sound");
    expect(stdout).toContain("overwritten and deleted");
    expect(stdout).not.toContain("Tallen");
  });

  it.each(["sv", "nb", "da", "en"])("speaks %s", async (language) => {
    const { one, verify } = await savedCertificates();
    const { status, stdout } = verify(asSaved(one), "--language", language);
    const labels = [...stdout.matchAll(/^ {2}([^:]+):/gm)].map(([, label]) => label);
    expect({
      status,
      isLong: labels.length > 25,
      raw: labels.filter((label) => /^[a-z]/.test(label ?? "")),
    }).toEqual({
      status: 0,
      isLong: true,
      raw: [],
    });
  });

  it.each([
    ["sv", "nyckelhalva i fil: borttagen", "siffror utan ord", "titeln och namnen", "någon med numret"],
    ["nb", "nøkkelhalvdel i fil: fjernet", "tall uten ord", "tittelen og navnene", "noen med nummeret"],
    ["da", "nøglehalvdel i fil: fjernet", "tal uden ord", "titlen og navnene", "nogen med nummeret"],
    ["en", "key half in file: deleted", "figures without words", "the title and the names", "someone with"],
  ])("knows in %s what became of the key half, what is left and who did it", async (language, ...words) => {
    const { one, verify } = await savedCertificates();
    const facts = JSON.parse(one.text);
    const text = JSON.stringify({
      ...facts,
      executedBy: "number-and-code",
      method: { ...facts.method, keyHalfInFile: "deleted" },
      remains: { ...facts.remains, record: "title and names", figures: true },
    });
    const { stdout } = verify(resigned(text), "--language", language);
    expect(words.filter((word) => !stdout.includes(word))).toEqual([]);
  });

  it("checks all of a file with several, and fails if one does not hold", async () => {
    const { one, other, whole, verify } = await savedCertificates();
    expect(verify(whole)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("All 2 certificates hold."),
    });
    const list = JSON.parse(whole) as { document: string; certificates: Saved[] };
    const changed = { ...list, certificates: [list.certificates[0], { ...other, text: one.text }] };
    expect(verify(asSaved(changed))).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("1 OF 2 CERTIFICATES DO NOT HOLD."),
    });
  });

  it("fails when any field of the text is changed, at any depth", async () => {
    const { one, verify } = await savedCertificates();
    const facts = JSON.parse(one.text) as Record<string, unknown>;
    const changes = leavesOf(facts).map((at) =>
      asSaved({ ...one, text: JSON.stringify(changedAt(facts, at)) }),
    );
    expect(changes.length).toBeGreaterThan(40);
    const files = changes.map(fileOf);
    const { status, stdout } = verify(changes[0]!, ...files.slice(1));
    expect({ status, held: stdout.match(/The signature holds/g) }).toEqual({ status: 1, held: null });
    expect(stdout).toContain(`${files.length} OF ${files.length} CERTIFICATES DO NOT HOLD.`);
  });

  it("fails when signature, key or fingerprint is another's, or written in another way", async () => {
    const { one, other, verify } = await savedCertificates();
    const keys = createSigningKeys();
    const stranger = Buffer.from(keys.publicKey).toString("base64");
    const resigned = Buffer.from(sign(keys.secretKey, Buffer.from(one.text))).toString("base64");
    const changed: object[] = [
      { ...one, signature: other.signature },
      { ...one, publicKey: stranger },
      { ...one, fingerprint: fingerprint(keys.publicKey) },
      // The last sign before the padding has bits that belong to no byte.
      { ...one, signature: one.signature.replace(/.==$/, (end) => `${end[0] === "A" ? "B" : "A"}==`) },
      { ...one, signature: one.signature.replaceAll("=", "") },
      { ...one, signature: one.signature.slice(4) },
      // Signed anew by somebody else, who cannot change the fingerprint that the text names.
      { ...one, publicKey: stranger, signature: resigned, fingerprint: fingerprint(keys.publicKey) },
    ];
    expect(changed.map((document) => verify(asSaved(document)).status)).toEqual(changed.map(() => 1));
  });

  it("shows a forger's own certificate under the forger's fingerprint, and refuses it where another is expected", async () => {
    const { one, verify } = await savedCertificates();
    const forged = resigned(one.text);
    expect([
      verify(forged).status,
      verify(forged, "--fingerprint", one.fingerprint).status,
      verify(asSaved(one), "--fingerprint", one.fingerprint).status,
    ]).toEqual([0, 1, 0]);
  });

  it("tells a file that somebody has rearranged from one that is as it was saved", async () => {
    const { one, verify } = await savedCertificates();
    const { text, signature, publicKey, fingerprint: named } = one;
    const rearranged = [
      JSON.stringify(one),
      asSaved(one).replaceAll("\n", "\r\n"),
      asSaved({ signature, text, publicKey, fingerprint: named }),
      asSaved({ ...one, text: "Nothing was erased." }).replace("{", `{\n  "text": ${JSON.stringify(text)},`),
      `\uFEFF${asSaved(one)}`,
    ];
    expect(rearranged.map((content) => verify(content).status)).toEqual([1, 1, 1, 1, 2]);
  });

  it.each([
    ["nothing", ""],
    ["no JSON", "raderat"],
    ["something else", "{}"],
    ["a number for a text", '{"text":1,"signature":"","publicKey":"","fingerprint":""}'],
    ["no certificates", '{"certificates":[]}'],
    ["bytes that are no text", new Uint8Array([0xff, 0xfe, 0x00])],
  ])("cannot check %s", async (_, content) => {
    const { verify } = await savedCertificates();
    expect(verify(content)).toMatchObject({ status: 2, stdout: "" });
  });

  it("lets no certificate steer the terminal", async () => {
    const { verify } = await savedCertificates();
    const keys = createSigningKeys();
    const text = JSON.stringify({
      document: "lyhord-certificate-of-erasure/1",
      number: "\u001b[2J1",
      signingKeyFingerprint: fingerprint(keys.publicKey),
      limits: "\u202eomvänt\u0007",
    });
    const { stdout } = verify(
      asSaved({
        text,
        signature: Buffer.from(sign(keys.secretKey, Buffer.from(text))).toString("base64"),
        publicKey: Buffer.from(keys.publicKey).toString("base64"),
        fingerprint: fingerprint(keys.publicKey),
      }),
    );
    expect(stdout.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(stdout).toContain("omvänt");
  });

  it("needs nothing but Node", async () => {
    const { verifier } = await savedCertificates();
    const imports = [...readFileSync(verifier, "utf8").matchAll(/^import .* from "(.*)";$/gm)].map(
      ([, name]) => name,
    );
    expect(imports).toEqual(["node:crypto", "node:fs"]);
  });
});

type Way = readonly (string | number)[];

/** The ways to all values that hold no others. */
function leavesOf(value: unknown, way: Way = []): Way[] {
  if (typeof value !== "object" || value === null) return [way];
  return Object.entries(value).flatMap(([name, part]) => leavesOf(part, [...way, name]));
}

function changedAt(value: unknown, [name, ...rest]: Way): unknown {
  if (name === undefined)
    return typeof value === "boolean" ? !value : typeof value === "number" ? value + 1 : "changed";
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[name] = changedAt(copy[name], rest);
  return copy;
}
