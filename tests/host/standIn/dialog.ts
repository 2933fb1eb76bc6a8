/** `dialog`: answered by the test, or in the page when a person runs the stand-in. */
import { recorded, standInEvents, standInOptions } from "./standInState.ts";
import { askInPage, hasPage } from "./webServer.ts";

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

const pressed: string[] = [];
const questions: ((button: string) => void)[] = [];

/** Presses a button, by its label, of the message box that is open, or of the next one. */
export function answerQuestion(button: string): void {
  const open = questions.shift();
  if (open === undefined) pressed.push(button);
  else open(button);
}

interface Question {
  readonly message: string;
  readonly detail?: string;
  readonly buttons: readonly string[];
  readonly cancelId?: number;
}

async function askQuestion({ message, detail, buttons, cancelId = 0 }: Question): Promise<number> {
  const prepared = pressed.shift();
  if (prepared !== undefined) return buttons.indexOf(prepared);
  if (standInOptions.interactive) {
    if (!hasPage()) throw new Error("there is no page to ask in");
    const choices = buttons.map((label, index) => `${index} = ${label}`).join("\n");
    const text = await askInPage([message, detail, choices].join("\n\n"));
    return buttons[Number(text ?? cancelId)] === undefined ? cancelId : Number(text ?? cancelId);
  }
  return new Promise((resolve) => questions.push((button) => resolve(buttons.indexOf(button))));
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
    const question = args.at(-1) as Question;
    recorded.openedDialogs.push({ kind: "message", ...structuredClone(question) });
    return { response: await askQuestion(question), checkboxChecked: false };
  },
  showErrorBox(title: string, content: string) {
    recorded.openedDialogs.push({ kind: "error", title, content });
  },
};
