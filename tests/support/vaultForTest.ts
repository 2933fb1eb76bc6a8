/** An unlocked vault on a temporary folder, with what services are given. */
import path from "node:path";
import { onTestFinished } from "vitest";
import { type ConverterPort, noConverter } from "../../electron/ports/converter.ts";
import type { FilePort } from "../../electron/ports/files.ts";
import { nodeFiles } from "../../electron/ports/files.ts";
import type { ServiceContext } from "../../electron/services/context.ts";
import { createConversation } from "../../electron/services/conversations.ts";
import { createContext } from "../../electron/services/createContext.ts";
import { createVault } from "../../electron/services/createVault.ts";
import { createSourceRegistry } from "../../electron/services/sourceRegistry.ts";
import { unlockVault } from "../../electron/services/unlockVault.ts";
import type { VaultHost } from "../../electron/services/vaultHost.ts";
import type { UnlockedVault } from "../../electron/vault/unlockedVault.ts";
import type { AppEvent } from "../../shared/contract.ts";
import type { ConsentDraft } from "../../shared/domain/consent.ts";
import type { ConversationDraft } from "../../shared/domain/conversation.ts";
import type { ConversationId, SourceId } from "../../shared/domain/ids.ts";
import type { Mandate } from "../../shared/domain/mandate.ts";
import { fixturePath } from "./fixturePath.ts";
import { temporaryFolder } from "./temporaryFolder.ts";
import {
  type ClockForTest,
  clockForTest,
  secretOf,
  testPassphrase,
  vaultHostForTest,
} from "./vaultHostForTest.ts";

/** A vault, and what it told. */
export interface VaultForTest {
  readonly home: string;
  readonly clock: ClockForTest;
  readonly vault: UnlockedVault;
  readonly context: ServiceContext;
  /** Events in order; empty it to look at what comes next. */
  readonly events: AppEvent[];
  /** Closes the vault as the end of a process does, and unlocks it anew with other files. */
  reopen(files?: FilePort): Promise<VaultForTest>;
  /** The same open vault over other files, as when its disk begins to fail. */
  withFiles(files: FilePort): VaultForTest;
  /** Offers a file of `tests/fixtures`, or one with an absolute path. */
  offer(fileName: string): SourceId;
  /** Begins a role play. */
  rolePlay(): ConversationId;
}

/** Creates and unlocks a vault; the derivation of its key is a cheap one. */
export async function vaultForTest({
  files,
  converter = noConverter,
}: {
  readonly files?: FilePort;
  readonly converter?: ConverterPort;
} = {}): Promise<VaultForTest> {
  const clock = clockForTest();
  const host = await vaultHostForTest(temporaryFolder(), { clock });
  const { vault } = await createVault(host, {
    name: "Provvalv",
    passphrase: secretOf(testPassphrase),
    language: "sv",
    rolePair: "adviser-client",
  });
  const created = around({ host, clock, converter }, vault);
  return files === undefined ? created : created.reopen(files);
}

interface Surroundings {
  readonly host: VaultHost;
  readonly clock: ClockForTest;
  readonly converter: ConverterPort;
}

function around({ host, clock, converter }: Surroundings, vault: UnlockedVault): VaultForTest {
  const events: AppEvent[] = [];
  const context = createContext(vault, {
    sources: createSourceRegistry(nodeFiles),
    clock,
    converter,
    keyDerivation: host,
    resourcesFolder: path.join(import.meta.dirname, "../../resources"),
    version: host.version,
    emit: (event) => events.push(event),
  });
  const close = () => {
    context.tokens.close();
    vault.close();
  };
  onTestFinished(close);
  return {
    home: host.home,
    clock,
    vault,
    context,
    events,
    async reopen(files = nodeFiles) {
      close();
      const next = { ...host, files };
      const opened = await unlockVault(next, { vaultId: vault.id, secret: passphraseSecret() });
      return around({ host: next, clock, converter }, opened.vault);
    },
    withFiles: (files) =>
      around({ host, clock, converter }, { ...vault, files: { ...files, makeFolder: nodeFiles.makeFolder } }),
    offer(fileName) {
      const [source] = context.sources.offer([path.resolve(fixturePath("."), fileName)]);
      if (source === undefined) throw new Error("nothing was offered");
      return source.sourceId;
    },
    rolePlay: () => createConversation(context, rolePlayDraft).conversationId,
  };
}

function passphraseSecret() {
  return { kind: "passphrase", bytes: secretOf(testPassphrase) } as const;
}

/** A role play of the day on which tests begin. */
export const rolePlayDraft: ConversationDraft = {
  permission: {
    kind: "role-play",
    title: "Skorna vid dörren",
    participants: [{ name: "Anna", saidYesOn: "2026-03-02" }],
  },
  occasion: "andra samtalet",
  heldOn: "2026-03-02",
};

/** A filled-in mandate card. */
export const testMandate: Mandate = {
  organisation: "Försäkringskassan",
  decidedBy: "Enhetschefen",
  erasure: { basis: "decision", reference: "Gallringsbeslut 2026:1" },
  dataProtectionContact: "dso@example.org",
};

/** A permission that lasts through June. */
export const testConsent: ConsentDraft = {
  number: 17,
  pseudonym: "Tallen",
  purpose: "Att jag ska bli bättre på samtal",
  audience: "Jag och min lärgrupp",
  form: "written",
  wordingVersion: "sv-1",
  givenOn: "2026-03-01",
  lastOn: "2026-06-30",
  others: [],
  keptWhere: "Ärende 2026-1",
  spoken: null,
  outsideInvestigation: true,
};
