/** The use cases under faults, by the name the child process is given. */
import type { UseCase } from "./useCase.ts";
import { eraseVault, makeBackup, replaceVault, restoreBackup } from "./useCases/backups.ts";
import { changeCoding } from "./useCases/changeCoding.ts";
import { changePassphrase, reissueCode, rotateKeys } from "./useCases/changeKeys.ts";
import { createVault } from "./useCases/createVault.ts";
import { editHistory } from "./useCases/editHistory.ts";
import { editTranscript } from "./useCases/editTranscript.ts";
import { eraseAtSource } from "./useCases/eraseAtSource.ts";
import { eraseByChoice } from "./useCases/eraseByChoice.ts";
import { eraseAtUnlock, eraseWhileLockedDue } from "./useCases/eraseWhenDue.ts";
import { handOver } from "./useCases/handOver.ts";
import { importSound } from "./useCases/importSound.ts";
import { openFormat1, openFormat2 } from "./useCases/openFrozen.ts";
import { recordMinute, recordSound } from "./useCases/recordSound.ts";
import { schemesAndPractice } from "./useCases/schemesAndPractice.ts";
import { smallSaves } from "./useCases/smallSaves.ts";
import { takeInText } from "./useCases/takeInText.ts";
import { transcodeSound } from "./useCases/transcodeSound.ts";
import { wholeCodings } from "./useCases/wholeCodings.ts";

export const useCases = {
  createVault,
  smallSaves,
  editTranscript,
  editHistory,
  changeCoding,
  takeInText,
  wholeCodings,
  schemesAndPractice,
  importSound,
  transcodeSound,
  recordSound,
  recordMinute,
  eraseByChoice,
  eraseAtSource,
  handOver,
  eraseWhileLockedDue,
  eraseAtUnlock,
  makeBackup,
  restoreBackup,
  replaceVault,
  eraseVault,
  changePassphrase,
  reissueCode,
  rotateKeys,
  openFormat1,
  openFormat2,
} as const satisfies Record<string, UseCase>;
export type UseCaseName = keyof typeof useCases;
