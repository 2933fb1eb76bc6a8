/** `npm run check`: types, lint and format, and the texts of the four languages. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { languages } from "../../shared/domain/settings.ts";
import { errorCodes } from "../../shared/errors.ts";
import { type Catalogue, textProblems } from "./checkTexts.ts";
import { projectRoot, runStep, tools } from "./runStep.ts";
import { sumCounts, type TestCounts } from "./testCounts.ts";

/** Which of the three checks passed. */
export function runCheck(): TestCounts {
  return sumCounts([
    report("types", runStep(tools.typescript, ["-b", "--force"])),
    report("lint and format", runStep(tools.biome, ["ci", "."])),
    report("texts", textsAreComplete()),
  ]);
}

function report(name: string, isFine: boolean): TestCounts {
  console.log(`${isFine ? "✓" : "✗"} ${name}`);
  return isFine ? { passed: 1, failures: [] } : { passed: 0, failures: [name] };
}

function textsAreComplete(): boolean {
  const read = (path: string) => readFileSync(join(projectRoot, path), "utf8");
  const problems = textProblems({
    catalogues: Object.fromEntries(
      languages.map((language) => [language, JSON.parse(read(`shared/i18n/${language}.json`)) as Catalogue]),
    ),
    sources: globSync(["electron/**/*.ts", "renderer/**/*.{ts,tsx}", "shared/**/*.ts"], {
      cwd: projectRoot,
    }).map(read),
    errorCodes,
  });
  for (const problem of problems) console.error(`  ${problem}`);
  return problems.length === 0;
}

if (import.meta.main) process.exitCode = runCheck().failures.length === 0 ? 0 : 1;
