import { describe, expect, it } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
import { createRequester } from "../support/requester.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { secretOf, testPassphrase, vaultHostForTest } from "../support/vaultHostForTest.ts";

describe("a vault that opens but cannot be worked with", () => {
  it("is closed again, so that it can be unlocked once its disk is well", async () => {
    let isDiskWell = false;
    const host = await vaultHostForTest(temporaryFolder(), {
      files: {
        ...nodeFiles,
        makeFolder(folder) {
          if (!isDiskWell && folder.endsWith("media")) throw Object.assign(new Error(), { code: "EIO" });
          nodeFiles.makeFolder(folder);
        },
      },
    });
    const requester = createRequester(host);
    const draft = { name: "Mitt valv", language: "sv", rolePair: "adviser-client" } as const;

    const create = await requester.failure("vault.create", {
      ...draft,
      passphrase: secretOf(testPassphrase),
    });
    isDiskWell = true;
    const [vault] = await requester.get("vault.list", {});
    const session = await requester.get("vault.unlock", {
      vaultId: vault?.id ?? expect.unreachable("no vault was made"),
      secret: { kind: "passphrase", bytes: secretOf(testPassphrase) },
    });
    requester.end();

    expect([create.code, session.name]).toEqual(["vault.disk-error", "Mitt valv"]);
  });
});
