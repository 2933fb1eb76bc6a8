/** Use cases of many small deeds: after a restart everything is as it was after those that were acknowledged, or one further. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { failed, type Result } from "../../shared/result.ts";
import { SimulatedCrash } from "../support/faultyFiles.ts";
import type { Requester } from "../support/requester.ts";
import { createdVault, during, rolePlay, unlockedVault, withFolder } from "./trialVault.ts";
import type { UseCase } from "./useCase.ts";

/** What deeds have to do with. */
export interface Scene {
  /** Its vault's folders lie in it, and files that are brought in may. */
  readonly home: string;
  readonly vault: Requester;
  /** The first that was begun. */
  readonly conversationId: ConversationId;
  /** What later deeds need of the answers to earlier ones. */
  readonly kept: Record<string, string>;
}

/** One request, or what has to be known for it and the request. */
export type SmallDeed = (scene: Scene) => Promise<Result<unknown>>;

interface Stepwise {
  readonly name: string;
  /** Fills the vault, in which there is one role play. */
  readonly fill?: (scene: Scene) => Promise<unknown>;
  readonly deeds: readonly SmallDeed[];
  /** All that the deeds change. Ids are left out of it: they are others each time. */
  readonly look: (scene: Scene) => Promise<unknown>;
}

const statesName = "states.json";
const firstName = "conversation.txt";

/** What is there after each deed is found out once, without faults; a deed that changes nothing is an error. */
export function stepwise({ name, fill, deeds, look }: Stepwise): UseCase {
  return {
    name,
    async prepare(home) {
      await during(await createdVault(home), async (vault) => {
        const { conversationId } = await vault.get("conversation.create", rolePlay);
        fs.writeFileSync(path.join(home, firstName), conversationId);
        await fill?.(sceneOf(home, vault));
      });
      const states = await withFolder(path.dirname(home), (copy) => {
        fs.cpSync(home, copy, { recursive: true });
        return statesOf(copy, deeds, look);
      });
      fs.writeFileSync(path.join(home, statesName), JSON.stringify(states));
    },
    async act(home, { begin, take }) {
      const scene = sceneOf(home, await unlockedVault(home));
      begin();
      for (const deed of deeds) if (!(await take(() => unlessCrashed(deed, scene)))) return;
    },
    async check(home, { acknowledged }) {
      const states = JSON.parse(fs.readFileSync(path.join(home, statesName), "utf8")) as string[];
      const there = await during(await unlockedVault(home), async (vault) =>
        textOf(await look(sceneOf(home, vault))),
      );
      if (states.slice(acknowledged, acknowledged + 2).includes(there)) return;
      const other = states.indexOf(there);
      const what = other === -1 ? differenceOf(states[acknowledged] ?? "", there) : `it is as after ${other}`;
      assert.fail(`${acknowledged} deeds were acknowledged, and ${what}`);
    },
  };
}

/** Keeps what an answer names, for the deeds that follow. */
export async function keeping(
  { kept }: Scene,
  name: string,
  field: string,
  asked: Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  const result = await asked;
  if (result.ok) kept[name] = (result.value as Record<string, string>)[field] ?? "";
  return result;
}

/** In an order that does not hang on ids. */
export function sorted(items: readonly unknown[]): unknown[] {
  return items
    .map((item) => [textOf(item), item] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, item]) => item);
}

async function statesOf(
  home: string,
  deeds: readonly SmallDeed[],
  look: Stepwise["look"],
): Promise<string[]> {
  return during(await unlockedVault(home), async (vault) => {
    const scene = sceneOf(home, vault);
    const states = [textOf(await look(scene))];
    for (const [index, deed] of deeds.entries()) {
      const result = await deed(scene);
      assert.ok(result.ok, `deed ${index + 1}: ${JSON.stringify(result)} ${vault.defects.at(-1) ?? ""}`);
      states.push(textOf(await look(scene)));
      assert.notEqual(states.at(-1), states.at(-2), `deed ${index + 1} changes nothing`);
    }
    return states;
  });
}

/** What a deed has to know beforehand is not to be had either once the process has ended, or where the disk fails. */
async function unlessCrashed(deed: SmallDeed, scene: Scene): Promise<Result<unknown>> {
  try {
    return await deed(scene);
  } catch (error) {
    if (scene.vault.defects.at(-1) instanceof SimulatedCrash) return failed({ code: "vault.disk-error" });
    for (const code of ["vault.disk-full", "vault.disk-error"] as const)
      if (String(error).includes(`"${code}"`)) return failed({ code });
    throw error;
  }
}

function differenceOf(wanted: string, there: string): string {
  const at = [...wanted].findIndex((sign, index) => there[index] !== sign);
  const around = (text: string) => text.slice(Math.max(0, at - 60), at + 60);
  return `half of one is there: ${around(there)} instead of ${around(wanted)}`;
}

function sceneOf(home: string, vault: Requester): Scene {
  const conversationId = fs.readFileSync(path.join(home, firstName), "utf8") as ConversationId;
  return { home, vault, conversationId, kept: {} };
}

/** Ids of any kind, and the places where they stand in text. */
const anyId = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

function textOf(state: unknown): string {
  return (JSON.stringify(state) ?? "").replaceAll(anyId, "id");
}
