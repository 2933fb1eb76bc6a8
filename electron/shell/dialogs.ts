/** Choosing files: the paths go to the vault process, the page gets opaque ids. */
import { type BrowserWindow, dialog, type FileFilter } from "electron";
import type { RequestInput } from "../../shared/contract.ts";
import type { Language } from "../../shared/domain/settings.ts";
import { success } from "../../shared/result.ts";
import { Passed } from "./ipcGate.ts";
import { plainFileName } from "./plainFileName.ts";
import { dialogTexts } from "./shellTexts.ts";
import type { VaultRequest } from "./vaultLink.ts";

const audioExtensions = ["wav", "mp3", "m4a", "aac", "ogg", "oga", "opus", "flac", "webm", "mp4"];
const transcriptExtensions = ["vtt", "srt", "txt"];

/** Asks which files to read. @returns the vault process's answer; an empty list if the person cancelled */
export async function chooseFiles(
  { purpose }: RequestInput<"shell.chooseFiles">,
  language: Language,
  window: BrowserWindow,
  vault: VaultRequest,
): Promise<Passed> {
  const texts = dialogTexts(language);
  const isAudio = purpose === "audio";
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: isAudio ? texts.chooseAudio : texts.chooseTranscript,
    properties: isAudio
      ? ["openFile", "multiSelections", "dontAddToRecent"]
      : ["openFile", "dontAddToRecent"],
    filters: [
      isAudio
        ? { name: texts.audioFiles, extensions: audioExtensions }
        : { name: texts.transcriptFiles, extensions: transcriptExtensions },
      { name: texts.allFiles, extensions: ["*"] },
    ],
  });
  if (canceled || filePaths.length === 0) return new Passed(success([]));
  return new Passed(await vault("internal.offer", { paths: filePaths }));
}

/** Asks where to save. @returns the vault process's answer; `null` if the person cancelled */
export async function chooseTarget(
  { purpose, suggestedName }: RequestInput<"shell.chooseTarget">,
  language: Language,
  window: BrowserWindow,
  vault: VaultRequest,
): Promise<Passed> {
  const texts = dialogTexts(language);
  const { title, filter } = saveDialogs(texts)[purpose];
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title,
    defaultPath: plainFileName(suggestedName),
    properties: ["createDirectory", "showOverwriteConfirmation", "dontAddToRecent"],
    filters: [filter],
  });
  if (canceled || filePath === "") return new Passed(success(null));
  return new Passed(await vault("internal.offerTarget", { path: filePath }));
}

/** What each kind of file is called, and how it ends. */
function saveDialogs(
  texts: ReturnType<typeof dialogTexts>,
): Readonly<
  Record<
    RequestInput<"shell.chooseTarget">["purpose"],
    { readonly title: string; readonly filter: FileFilter }
  >
> {
  return {
    certificate: {
      title: texts.saveCertificate,
      filter: { name: texts.certificateFiles, extensions: ["json"] },
    },
    "recovery-code": {
      title: texts.saveRecoveryCode,
      filter: { name: texts.textFiles, extensions: ["txt"] },
    },
    "client-copy": {
      title: texts.saveClientCopy,
      filter: { name: texts.clientCopyFiles, extensions: ["html"] },
    },
    archive: { title: texts.saveArchive, filter: { name: texts.archiveFiles, extensions: ["zip"] } },
    receipt: { title: texts.saveReceipt, filter: { name: texts.receiptFiles, extensions: ["json"] } },
  };
}
