/** Source files that are changed as a process loads them. */
import fs from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot } from "../support/runStep.ts";
import type { Change } from "./proof.ts";

/** A change, and the file that says that it came into effect. */
export interface AppliedChange extends Change {
  readonly loadedMark: string;
}

/** The environment variable that holds the changes as JSON; children of a process inherit them. */
const variable = "LYHORD_FAULTS_CHANGES";

/** The environment of a process that is to load changed files, beside what this process itself was given. */
export function environmentWith(changes: readonly AppliedChange[]): NodeJS.ProcessEnv {
  const given = givenChanges();
  const hook = pathToFileURL(path.join(import.meta.dirname, "changeHook.ts")).href;
  const options = process.env.NODE_OPTIONS ?? "";
  return {
    NODE_OPTIONS: options.includes(hook) ? options : `${options} --import=${hook}`,
    [variable]: JSON.stringify([...given, ...changes]),
  };
}

/** The changes that this process was started with. */
export function givenChanges(): AppliedChange[] {
  return JSON.parse(process.env[variable] ?? "[]") as AppliedChange[];
}

/**
 * The source of a file with a change in it.
 *
 * @throws Error unless what is to be changed stands there exactly once
 */
export function changedSource(source: string, { file, find, replace }: Change): string {
  const [before, after, ...more] = source.replaceAll("\r\n", "\n").split(find);
  if (before === undefined || after === undefined) throw new Error(`not in ${file}: ${find}`);
  if (more.length > 0) throw new Error(`more than once in ${file}: ${find}`);
  return before + replace + after;
}

/** Absolute path of the file that is changed. */
export function pathOf({ file }: Change): string {
  return path.join(projectRoot, file);
}

/** Checks that a change can be applied and is TypeScript. @throws Error if not */
export function requireApplicable(change: Change): void {
  stripTypeScriptTypes(changedSource(fs.readFileSync(pathOf(change), "utf8"), change));
}
