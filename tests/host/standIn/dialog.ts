/** `dialog`: answered by the test, or in the page when a person runs the stand-in. */
import { recorded, standInEvents, standInOptions } from "./standInState.ts";
import { askInPage } from "./webServer.ts";

/** Absolute paths, or `null` for a person who cancels. */
export type DialogAnswer = readonly string[] | null;

const answers: DialogAnswer[] = [];
const waiting: ((answer: DialogAnswer) => void)[] = [];

/** Answers the dialog that is open, or the next one. */
export function answerDialog(answer: DialogAnswer): void {
  const open = waiting.shift();
  if (open === undefined) answers.push(answer);
  else open(answer);
}

async function ask(kind: string, args: readonly object[]): Promise<DialogAnswer> {
  const options = args.at(-1) as { title?: string };
  recorded.openedDialogs.push({ kind, ...structuredClone(options) });
  standInEvents.emit("changed");
  const prepared = answers.shift();
  if (prepared !== undefined) return prepared;
  if (standInOptions.interactive) {
    const text = await askInPage(`${options.title ?? kind} – full path (several: separated by |)`);
    return text === null || text.trim() === "" ? null : text.split("|").map((path) => path.trim());
  }
  return new Promise((resolve) => waiting.push(resolve));
}

/** The module's `dialog`. */
export const dialog = {
  async showOpenDialog(...args: object[]) {
    const paths = await ask("open", args.slice(-1));
    return { canceled: paths === null, filePaths: paths ?? [] };
  },
  async showSaveDialog(...args: object[]) {
    const paths = await ask("save", args.slice(-1));
    return { canceled: paths === null, filePath: paths?.[0] ?? "" };
  },
  async showMessageBox(...args: object[]) {
    recorded.openedDialogs.push({ kind: "message", ...structuredClone(args.at(-1) as object) });
    return { response: 0, checkboxChecked: false };
  },
  showErrorBox(title: string, content: string) {
    recorded.openedDialogs.push({ kind: "error", title, content });
  },
};
