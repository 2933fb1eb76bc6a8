/** Vaults that earlier versions wrote, kept as they were: every later version opens them (SECURITY.md §6, promise 12). */
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { deriveKey } from "../../electron/crypto/keyDerivation.ts";
import { readCertificateText } from "../../renderer/features/erasure/certificateText.ts";
import type { VaultId } from "../../shared/domain/ids.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { createRequester } from "../support/requester.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import {
  clockForTest,
  hourMs,
  secretOf,
  testPassphrase,
  testStart,
  vaultHostForTest,
} from "../support/vaultHostForTest.ts";

describe.each(["vault-format-1", "vault-format-2"])("%s", (fixture) => {
  it.each(["passphrase", "recovery-code"] as const)("opens with its %s, whole", async (kind) => {
    const home = temporaryFolder();
    fs.cpSync(fixturePath(fixture), home, { recursive: true });
    const [vaultId = ""] = fs.readdirSync(path.join(home, "vaults"));
    const typed =
      kind === "passphrase" ? testPassphrase : fs.readFileSync(path.join(home, "recovery-code.txt"), "utf8");
    const clock = clockForTest(testStart + hourMs);
    const vault = createRequester(await vaultHostForTest(home, { clock, derive: deriveKey }));
    try {
      await vault.get("vault.unlock", {
        vaultId: vaultId as VaultId,
        secret: { kind, bytes: secretOf(typed.trim()) },
      });

      const conversations = await vault.get("conversation.list", {});
      const [{ id: conversationId } = { id: "" as never }] = conversations.filter(
        ({ kind: of }) => of === "client",
      );
      const { token } = await vault.get("audio.open", { conversationId });
      const sound = await vault.ask("internal.mediaRead", { token, start: 0, end: 4 });
      const done = await vault.get("erasure.done", {});
      const certificates = await Promise.all(
        done.map(({ certificateNumber: number }) => vault.get("certificate.read", { number })),
      );
      expect({
        segments: conversations.map(({ segmentCount }) => segmentCount).sort(),
        sound: sound.ok && Buffer.from(sound.value as Uint8Array).toString("latin1"),
        notes: (await vault.get("note.list", { conversationId })).map(({ text }) => text),
        certificates: certificates.map(({ isValid, text }) => isValid && readCertificateText(text) !== null),
        log: (await vault.get("audit.verify", {})).verdict,
        defects: vault.defects,
      }).toEqual({
        segments: [0, 4],
        sound: "OggS",
        notes: ["Här blev det tyst."],
        certificates: [true, true, true],
        log: { verdict: "whole" },
        defects: [],
      });
    } finally {
      vault.end();
    }
  });
});

it("a code that a client was given opens nothing but the withdrawal, still", async () => {
  const home = temporaryFolder();
  fs.cpSync(fixturePath("vault-format-2"), home, { recursive: true });
  const [vaultId = ""] = fs.readdirSync(path.join(home, "vaults"));
  const code = fs.readFileSync(path.join(home, "withdrawal-code.txt"), "utf8").trim();
  const vault = createRequester(
    await vaultHostForTest(home, { clock: clockForTest(testStart + hourMs), derive: deriveKey }),
  );

  const input = { vaultId: vaultId as VaultId, consentNumber: 17, code: secretOf(code) };

  expect(await vault.get("withdrawal.check", input)).toEqual({ phase: "possible", sounds: 1, heldSounds: 0 });
});
