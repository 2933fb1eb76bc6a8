/** The log says what, when and where – and nothing of what people said, wrote or called their files. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type FilePort, nodeFiles } from "../../electron/ports/files.ts";
import { createLog, describeError } from "../../electron/ports/log.ts";
import { failed } from "../../shared/result.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const now = () => Date.UTC(2026, 10, 24, 12, 0, 0);
const secret = "Anna-Karin berättade om morfar";

function lines(path: string): Record<string, unknown>[] {
  return readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("a line", () => {
  test("holds time, process, level, event and numbers", () => {
    const folder = join(temporaryFolder(), "logs");
    const log = createLog({ files: nodeFiles, folder, process: "vault", now });
    log.note("info", "erasure.done", { count: 3, isLocked: true });
    expect(lines(join(folder, "vault.log"))).toEqual([
      {
        time: "2026-11-24T12:00:00.000Z",
        process: "vault",
        level: "info",
        event: "erasure.done",
        count: 3,
        isLocked: true,
      },
    ]);
  });

  test("of a defect holds the incident id that is shown, and where it arose in our code", () => {
    const folder = temporaryFolder();
    const log = createLog({ files: nodeFiles, folder, process: "main", now });
    const error = new RangeError(secret);
    error.stack = [
      `RangeError: ${secret}`,
      "    at readChunk (file:///home/anna/lyhord/dist/electron/vaultProcess.js:120:9)",
      "    at Object.<anonymous> (C:\\Users\\anna\\lyhord\\electron\\audio\\blob.ts:7:1)",
      "    at Database.prepare (/home/anna/lyhord/node_modules/better-sqlite3/electron/lib/x.js:5:5)",
      "    at node:internal/process/task_queues:105:5",
      `    at ${secret} (/home/anna/samtal/${secret}.wav:1:1)`,
    ].join("\n");
    const incidentId = log.logDefect(error);
    expect(lines(join(folder, "main.log"))).toEqual([
      {
        time: "2026-11-24T12:00:00.000Z",
        process: "main",
        level: "defect",
        event: "defect",
        incidentId,
        error: "RangeError",
        frames: ["vaultProcess.js:120:9", "blob.ts:7:1"],
      },
    ]);
    expect(incidentId).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("what is left out", () => {
  test("messages, paths, names and causes never reach the file", () => {
    const folder = temporaryFolder();
    const log = createLog({ files: nodeFiles, folder, process: "vault", now });
    const withPath = Object.assign(new Error(secret, { cause: new Error(secret) }), {
      code: "ENOENT",
      path: `/home/${secret}`,
    });
    log.logDefect(withPath);
    log.logDefect(Object.assign(new Error(secret), { code: secret, name: secret }));
    log.logDefect(new AggregateError([new Error(secret)], secret));
    log.logDefect(secret);
    log.logDefect({ secret });
    log.logDefect(failed({ code: "defect", detail: { secret } }));
    log.logDefect(undefined);
    const text = readFileSync(join(folder, "vault.log"), "utf8");
    expect(text).not.toContain("Anna");
    expect(text).not.toContain("morfar");
    expect(text).not.toContain("/home");
    expect(lines(join(folder, "vault.log")).map(({ error, code }) => [error, code])).toEqual([
      ["Error", "ENOENT"],
      ["Error", undefined],
      ["AggregateError", undefined],
      ["string", undefined],
      ["object", undefined],
      ["object", undefined],
      ["undefined", undefined],
    ]);
  });

  test("a message over several lines cannot smuggle itself in as a frame", () => {
    const error = new Error(`first\n    at electron/${secret}.ts:1:1`);
    expect(JSON.stringify(describeError(error))).not.toContain("Anna");
    expect(describeError(new Error("x\n    at /electron/morfar.ts:1:1")).frames.join()).not.toContain(
      "morfar",
    );
  });

  test("a class named by content is called Error", () => {
    const Named = { [secret]: class extends Error {} }[secret] ?? Error;
    expect(describeError(new Named("x")).error).toBe("Error");
  });
});

describe("rotation", () => {
  test("three files of at most a mebibyte are kept, newest lines in the first", () => {
    const folder = temporaryFolder();
    const log = createLog({ files: nodeFiles, folder, process: "main", now });
    const lineBytes = 100_000;
    for (let count = 0; count < 60; count += 1) {
      log.note("info", "x".repeat(lineBytes), { count });
    }
    expect(readdirSync(folder).sort()).toEqual(["main.1.log", "main.2.log", "main.log"]);
    const counts = ["main.2.log", "main.1.log", "main.log"].flatMap((name) => {
      const path = join(folder, name);
      expect(readFileSync(path).length).toBeLessThanOrEqual(1024 * 1024);
      return lines(path).map(({ count }) => count);
    });
    expect(counts).toEqual(Array.from({ length: counts.length }, (_, index) => 60 - counts.length + index));
  });

  test("a second log of the same process goes on where the first stopped", () => {
    const folder = temporaryFolder();
    createLog({ files: nodeFiles, folder, process: "main", now }).note("info", "first");
    createLog({ files: nodeFiles, folder, process: "main", now }).note("info", "second");
    expect(lines(join(folder, "main.log")).map(({ event }) => event)).toEqual(["first", "second"]);
  });
});

test("a full disk does not turn logging into a failure, and the incident id is still given", () => {
  const full: FilePort = {
    ...nodeFiles,
    createNew() {
      throw Object.assign(new Error("no space"), { code: "ENOSPC" });
    },
  };
  const log = createLog({ files: full, folder: temporaryFolder(), process: "main", now });
  expect(log.logDefect(new Error("x"))).toMatch(/^[0-9a-f-]{36}$/);
});
