import { beforeEach, describe, expect, it } from "vitest";
import { AppFailure } from "../../renderer/api/appFailure.ts";
import {
  changeForm,
  isUnderWay,
  resetBringIn,
  useBringIn,
} from "../../renderer/features/bringIn/bringInStore.ts";
import {
  bringIn,
  cancelAll,
  cancelOne,
  type QueuePorts,
} from "../../renderer/features/bringIn/importQueue.ts";
import type { RequestName } from "../../shared/contract.ts";
import type { DeviceFile } from "../../shared/domain/device.ts";
import type { SourceId } from "../../shared/domain/ids.ts";
import type { AppError } from "../../shared/errors.ts";

function file(name: string): DeviceFile {
  return {
    sourceId: name as SourceId,
    name,
    folder: "",
    sizeBytes: 1_000,
    modifiedAt: 0,
    kind: { phase: "readable", mimeType: "audio/wav", format: null },
    known: null,
  };
}

const [a, b, c] = [file("a"), file("b"), file("c")];

/** Ports that note what is asked; each conversation is called after the sound that goes into it. */
function vault(options: {
  readonly refuse?: Readonly<Record<string, AppError>>;
  readonly during?: (name: RequestName, sourceId: string) => void;
}) {
  const kept: string[] = [];
  let current = "";
  const ports: QueuePorts = {
    async call(name, input) {
      const given = input as { sourceId?: string };
      if (name === "source.open") current = given.sourceId ?? "";
      options.during?.(name, current);
      const refused = name === "audio.import" ? options.refuse?.[current] : undefined;
      if (refused !== undefined) throw new AppFailure(refused);
      if (name === "audio.import") kept.push(current);
      if (name === "conversation.discard") kept.push(`without ${current}`);
      return { token: "t", mimeType: "audio/wav", sizeBytes: 1_000, conversationId: current } as never;
    },
    async probe() {
      return { durationMs: 1 };
    },
  };
  return { ports, kept };
}

function outcomes() {
  return useBringIn.getState().imports.map(({ file: { name }, outcome }) => {
    return `${name} ${outcome.phase === "refused" ? outcome.failure.error.code : outcome.phase}`;
  });
}

beforeEach(() => {
  resetBringIn();
  for (const { sourceId } of [a, b, c]) {
    changeForm(sourceId, {
      kind: "published",
      permission: { kind: "published", title: "Film", source: "SVT", licence: "CC BY" },
      occasion: "",
      recordedOn: { by: "person", date: "2026-03-02" },
      recordWritten: false,
    });
  }
});

describe("bringing in several files", () => {
  it("goes on after one that is refused, and tries it again with what was filled in", async () => {
    const first = vault({ refuse: { b: { code: "media.source-gone" } } });
    await bringIn([a, b, c], first.ports);
    const afterFirst = outcomes();
    const second = vault({});
    await bringIn([b], second.ports);

    expect([afterFirst, first.kept, outcomes(), second.kept]).toEqual([
      ["a done", "b media.source-gone", "c done"],
      ["a", "without b", "c"],
      ["a done", "b done", "c done"],
      ["b"],
    ]);
  });

  it("leaves out one that is cancelled while it waits", async () => {
    const { ports, kept } = vault({
      during: (name, sourceId) => name === "audio.import" && sourceId === "a" && cancelOne(c.sourceId),
    });
    await bringIn([a, b, c], ports);

    expect([outcomes(), kept]).toEqual([
      ["a done", "b done", "c cancelled"],
      ["a", "b"],
    ]);
  });

  it("stops the one that is running, and none begins after it, when all are cancelled", async () => {
    const { ports, kept } = vault({
      refuse: { b: { code: "media.import-cancelled" } },
      during: (name, sourceId) => name === "audio.import" && sourceId === "b" && cancelAll(),
    });
    await bringIn([a, b, c], ports);

    expect([outcomes(), kept, isUnderWay(useBringIn.getState())]).toEqual([
      ["a done", "b cancelled", "c cancelled"],
      ["a", "without b"],
      false,
    ]);
  });

  it("brings nothing in of which the permission is not complete", async () => {
    const { ports, kept } = vault({});
    changeForm(b.sourceId, {
      kind: "client",
      permission: null,
      occasion: "",
      recordedOn: { by: "nobody" },
      recordWritten: false,
    });
    await bringIn([b], ports);

    expect([outcomes(), kept]).toEqual([["b cancelled"], []]);
  });
});
