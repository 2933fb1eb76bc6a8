/** The system's store of secrets, with a store that does as the test says, and the way to it across processes. */
import { describe, expect, test } from "vitest";
import { createAskedProtection } from "../../electron/ports/deviceProtection.ts";
import { createDeviceProtection } from "../../electron/shell/deviceProtection.ts";

type Backend = "basic_text" | "gnome_libsecret" | "unknown";

/** A store that turns text around. */
function fakeStore({ backend = "gnome_libsecret" as Backend, isAvailable = true, isStale = false } = {}) {
  const calls: string[] = [];
  return {
    calls,
    getSelectedStorageBackend: () => backend,
    isAsyncEncryptionAvailable: async () => isAvailable,
    async encryptStringAsync(text: string) {
      calls.push("encrypt");
      return Buffer.from([...text].reverse().join(""));
    },
    async decryptStringAsync(bytes: Buffer) {
      calls.push("decrypt");
      if (bytes.includes("!")) throw new Error("the secret is in this text");
      return { result: [...bytes.toString()].reverse().join(""), shouldReEncrypt: isStale };
    },
  };
}

const secret = () => Uint8Array.from({ length: 32 }, (_, index) => index);

describe("the system's store", () => {
  test("gives back what it protected, and says when its key has changed", async () => {
    const answer = createDeviceProtection(fakeStore({ isStale: true }), "darwin");
    const given = secret();
    const bytes = (await answer("device.protect", given)) as Uint8Array;
    expect(bytes).not.toEqual(secret());
    expect(given.every((byte) => byte === 0)).toBe(true);
    expect(await answer("device.unprotect", bytes)).toEqual({ secret: secret(), isStale: true });
  });

  test.each([
    ["linux", { backend: "basic_text" }, "basic-text"],
    ["linux", { backend: "unknown" }, "none"],
    ["linux", { isAvailable: false }, "none"],
    ["darwin", { isAvailable: false }, "none"],
    ["win32", { isAvailable: false }, "none"],
  ] as const)("on %s with %j is unavailable, and nothing is handed to it", async (platform, how, reason) => {
    const store = fakeStore(how);
    const answer = createDeviceProtection(store, platform);
    expect([
      await answer("device.state", undefined),
      await answer("device.protect", secret()),
      await answer("device.unprotect", secret()),
      store.calls,
    ]).toEqual([{ phase: "unavailable", reason }, undefined, undefined, []]);
  });

  test("on Windows and macOS is not asked for what only Linux has", async () => {
    const store = fakeStore({ backend: "basic_text" });
    expect(await createDeviceProtection(store, "win32")("device.state", undefined)).toEqual({
      phase: "available",
    });
  });

  test("answers nothing where it fails, and nothing to a question it does not know", async () => {
    const answer = createDeviceProtection(fakeStore(), "linux");
    expect([
      await answer("device.unprotect", Buffer.from("another computer's !")),
      await answer("device.protect", undefined),
      await answer("device.everything", secret()),
    ]).toEqual([undefined, undefined, undefined]);
  });
});

describe("the store as the vault process asks it", () => {
  test("is what the shell says it is", async () => {
    const answer = createDeviceProtection(fakeStore(), "linux");
    const asked = createAskedProtection((name, bytes) => answer(name, bytes));
    const bytes = await asked.protect(secret());
    expect([await asked.state(), bytes && (await asked.unprotect(bytes))]).toEqual([
      { phase: "available" },
      { secret: secret(), isStale: false },
    ]);
  });

  test.each([[undefined], [null], ["text"], [{}], [{ phase: "perhaps" }], [{ secret: "s", isStale: false }]])(
    "counts as none where the answer is %j",
    async (answer) => {
      const asked = createAskedProtection(async () => answer);
      expect([await asked.state(), await asked.protect(secret()), await asked.unprotect(secret())]).toEqual([
        { phase: "unavailable", reason: "none" },
        undefined,
        undefined,
      ]);
    },
  );
});
