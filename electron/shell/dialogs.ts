/** The system's dialogs. Of chosen files the paths go to the vault process, and the page gets opaque ids. */
import { type BrowserWindow, dialog, type FileFilter } from "electron";
import type { RequestInput } from "../../shared/contract.ts";
import type { Language } from "../../shared/domain/settings.ts";
import { success } from "../../shared/result.ts";
import { Passed } from "./ipcGate.ts";
import { plainFileName } from "./plainFileName.ts";
import { dialogTexts } from "./shellTexts.ts";
import type { VaultRequest } from "./vaultLink.ts";

const audioExtensions = ["wav", "mp3", "m4a", "aac", "ogg", "oga", "opus", "flac", "webm", "mp4"];
const transcriptExtensions = ["docx", "txt", "vtt", "srt", "csv", "tsv", "eaf", "TextGrid", "otr", "json"];

/** Asks which files to read. @returns the vault process's answer; an empty list if the person cancelled */
export async function chooseFiles(
  { purpose }: RequestInput<"shell.chooseFiles">,
  language: Language,
  window: BrowserWindow,
  vault: VaultRequest,
): Promise<Passed> {
  const texts = dialogTexts(language);
  const { title, filter } = {
    audio: { title: texts.chooseAudio, filter: { name: texts.audioFiles, extensions: audioExtensions } },
    transcript: {
      title: texts.chooseTranscript,
      filter: { name: texts.transcriptFiles, extensions: transcriptExtensions },
    },
    backup: { title: texts.chooseBackup, filter: { name: texts.backupFiles, extensions: ["lyhordbackup"] } },
    scheme: { title: texts.chooseScheme, filter: { name: texts.schemeFiles, extensions: ["json", "qdc"] } },
    coding: {
      title: texts.chooseCoding,
      filter: { name: texts.codingFiles, extensions: ["xlsx", "csv", "txt", "tsv", "casaa"] },
    },
  }[purpose];
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title,
    properties:
      purpose === "audio"
        ? ["openFile", "multiSelections", "dontAddToRecent"]
        : ["openFile", "dontAddToRecent"],
    filters: [filter, { name: texts.allFiles, extensions: ["*"] }],
  });
  if (canceled || filePaths.length === 0) return new Passed(success([]));
  return new Passed(await vault("internal.offer", { paths: filePaths }));
}

/** Asks which folder, or drive, to look into for sound. @returns the vault process's answer; `null` if the person cancelled */
export async function chooseFolder(
  language: Language,
  window: BrowserWindow,
  vault: VaultRequest,
): Promise<Passed> {
  const texts = dialogTexts(language);
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: texts.chooseAudioFolder,
    properties: ["openDirectory", "dontAddToRecent"],
  });
  const [path] = filePaths;
  if (canceled || path === undefined) return new Passed(success(null));
  return new Passed(await vault("internal.offerFolder", { path }));
}

/** Asks where to save. @returns the vault process's answer; `null` if the person cancelled */
export async function chooseTarget(
  { purpose, suggestedName }: RequestInput<"shell.chooseTarget">,
  language: Language,
  window: BrowserWindow,
  vault: VaultRequest,
): Promise<Passed> {
  const { title, filter } = targetDialog(purpose, suggestedName, dialogTexts(language));
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title,
    defaultPath: plainFileName(suggestedName),
    properties: ["createDirectory", "showOverwriteConfirmation", "dontAddToRecent"],
    filters: [filter],
  });
  if (canceled || filePath === "") return new Passed(success(null));
  return new Passed(await vault("internal.offerTarget", { path: filePath }));
}

/** Asks whether to end although a recording is on. @returns whether it is to be stopped and saved */
export async function askToStopRecording(language: Language, window: BrowserWindow): Promise<boolean> {
  const texts = dialogTexts(language);
  if (window.isMinimized()) window.restore();
  const { response } = await dialog.showMessageBox(window, {
    type: "question",
    message: texts.recordingIsOn,
    detail: texts.recordingIsOnText,
    buttons: [texts.goOnRecording, texts.stopAndSave],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}

function targetDialog(
  purpose: RequestInput<"shell.chooseTarget">["purpose"],
  suggestedName: string,
  texts: ReturnType<typeof dialogTexts>,
): { readonly title: string; readonly filter: FileFilter } {
  switch (purpose) {
    case "certificate":
      return { title: texts.saveCertificate, filter: { name: texts.certificateFiles, extensions: ["json"] } };
    case "recovery-code":
      return { title: texts.saveRecoveryCode, filter: { name: texts.textFiles, extensions: ["txt"] } };
    case "verifier":
      return { title: texts.saveVerifier, filter: { name: texts.programFiles, extensions: ["mjs"] } };
    case "audit-log":
      return { title: texts.saveAuditLog, filter: { name: texts.auditLogFiles, extensions: ["jsonl"] } };
    case "backup":
      return { title: texts.saveBackup, filter: { name: texts.backupFiles, extensions: ["lyhordbackup"] } };
    case "client-copy":
      return { title: texts.saveClientCopy, filter: { name: texts.clientCopyFiles, extensions: ["html"] } };
    case "archive":
      return { title: texts.saveArchive, filter: { name: texts.archiveFiles, extensions: ["zip"] } };
    case "receipt":
      return { title: texts.saveReceipt, filter: { name: texts.receiptFiles, extensions: ["json"] } };
    case "transcript": {
      const extensions = [suggestedName.split(".").at(-1) ?? "txt"];
      return { title: texts.saveTranscript, filter: { name: texts.transcriptFiles, extensions } };
    }
    case "scheme": {
      const extensions = [suggestedName.split(".").at(-1) ?? "json"];
      return { title: texts.saveScheme, filter: { name: texts.schemeFiles, extensions } };
    }
    case "coding": {
      const extensions = [suggestedName.split(".").at(-1) ?? "xlsx"];
      return { title: texts.saveCoding, filter: { name: texts.codingFiles, extensions } };
    }
    case "pdf":
      return { title: texts.savePdf, filter: { name: texts.pdfFiles, extensions: ["pdf"] } };
  }
}
