/** The process that faults strike: runs one use case and says on standard output how far it has come. */
import fs from "node:fs";
import Database from "better-sqlite3";
import { marks } from "./strace.ts";
import type { Steps } from "./useCase.ts";
import { type UseCaseName, useCases } from "./useCases.ts";

const [name, home] = process.argv.slice(2) as [UseCaseName, string];

const steps: Steps = {
  begin: () => say(marks.begin),
  async take(step) {
    const result = await step();
    say(result.ok ? "done" : `refused ${result.error.code}`);
    return result.ok;
  },
};

// A full disk keeps no program from being read: SQLite's own file is loaded before any fault strikes.
new Database(":memory:").close();
await useCases[name].act(home, steps);
say(marks.end);
process.exit(0);

/** Written at once: what stands here was done before. */
function say(line: string): void {
  fs.writeSync(1, `${line}\n`);
}
