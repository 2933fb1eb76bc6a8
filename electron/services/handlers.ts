/** The table of requests: one line each. */
import type { lockedRequests, ParsedInput, RequestName, RequestOutput } from "../../shared/contract.ts";
import { exportAudit, listAudit, verifyAudit } from "./auditEvents.ts";
import { readBackupOverview } from "./backupOverview.ts";
import {
  listDoneErasures,
  readCertificate,
  readCertificates,
  saveCertificate,
  saveCertificates,
  saveVerifier,
} from "./certificates.ts";
import { cancelCheck, checkVault } from "./checkVault.ts";
import {
  appendToClientCopy,
  beginClientCopy,
  cancelClientCopy,
  copyOnPaper,
  finishClientCopy,
  listCopies,
  listenTogether,
  offerClientCopy,
} from "./clientCopy.ts";
import { importCodedFile, previewCodedFile } from "./codedFiles.ts";
import {
  changeCoding,
  countOwn,
  createCoding,
  finishCoding,
  hearSample,
  listCodings,
  readCoding,
  removeCoding,
  reopenCoding,
  updateCoding,
} from "./codings.ts";
import { createConsensus, readOverview } from "./comparedCodings.ts";
import { confirmClock } from "./confirmClock.ts";
import { createConsent, listConsents, nextConsentNumber } from "./consents.ts";
import { listWordings } from "./consentWordings.ts";
import type { ServiceContext } from "./context.ts";
import {
  createConversation,
  discardConversation,
  listConversations,
  readConversation,
  saveView,
  updateConversation,
} from "./conversations.ts";
import { findConverter } from "./convertSource.ts";
import {
  confirmDeidentified,
  forgetOriginals,
  leaveWord,
  readDecisions,
  replaceWord,
  undecideWord,
} from "./deidentify.ts";
import { cancelLook, listDevice, lookAtFiles } from "./deviceFiles.ts";
import { listPlaces } from "./devicePlaces.ts";
import { keepDraft, readDraft } from "./draft.ts";
import { listDueErasures } from "./dueErasures.ts";
import { eraseNow } from "./eraseNow.ts";
import { cancelSourceErasure, eraseSource, resumeSourceErasure } from "./eraseSource.ts";
import { eraseVault } from "./eraseVault.ts";
import { addExample } from "./example.ts";
import { codingOnPaper, exportCoding } from "./exportCoding.ts";
import { exportTranscript, transcriptOnPaper } from "./exportTranscript.ts";
import { cancelExport, eraseHandedOver, exportForArchive } from "./handOver.ts";
import { endHold, endHoldOfConsent, setHold, setHoldOfConsent } from "./hold.ts";
import { placeOfHome } from "./homeWarnings.ts";
import { cancelImport, importAudio } from "./importAudio.ts";
import { issueWithdrawalCode } from "./issueWithdrawalCode.ts";
import { changePassphrase, reissueRecoveryCode } from "./keysChange.ts";
import { bindDevice, readKeysState } from "./keysDevice.ts";
import { rotateVaultKeys } from "./keysRotate.ts";
import { cancelBackup, makeBackup } from "./makeBackup.ts";
import { readMandate, saveMandate } from "./mandate.ts";
import { mendVault } from "./mendVault.ts";
import { createNote, listNotes, removeNote, updateNote } from "./notes.ts";
import { closeForRows, openAudio, openForRows, readPeaks } from "./openAudio.ts";
import { openSource } from "./openSource.ts";
import { listPassages, markPassage, movePassage, removePassage } from "./passages.ts";
import {
  addEntry,
  changeEntry,
  changeStep,
  endStep,
  readPractice,
  removeEntry,
  removeStep,
  setStep,
} from "./practice.ts";
import { listPracticeFigures, removePracticeFigure } from "./practiceFigures.ts";
import {
  appendTranscoded,
  beginPreparation,
  finishPreparation,
  listPreparations,
  rejectPreparation,
} from "./preparation.ts";
import { listReceipts, readReceipt, saveReceipt } from "./receipts.ts";
import {
  appendToRecording,
  beginRecording,
  finishRecording,
  labelBookmark,
  markRecording,
  readRoom,
  setBookmark,
} from "./recorder.ts";
import { listRecoveredRecordings, seeRecovered } from "./recoverRecordings.ts";
import { noteRecoveryCodeTyped } from "./recoveryCodeTyped.ts";
import { cancelRestore, inspectBackup, restoreFromBackup } from "./restoreRequests.ts";
import { setRetention } from "./retention.ts";
import { exportScheme, importScheme, previewScheme } from "./schemeFiles.ts";
import {
  copyScheme,
  listSchemes,
  putSchemeBack,
  readOriginal,
  readScheme,
  removeScheme,
  rewordScheme,
  saveScheme,
} from "./schemes.ts";
import { searchEverywhere } from "./search.ts";
import { readSettings, updateSettings } from "./settings.ts";
import { listToday } from "./today.ts";
import { importTranscriptFile, previewTranscriptFile } from "./transcriptFiles.ts";
import { editTranscript, nameSpeakers, readTranscript } from "./transcripts.ts";
import {
  listTranscriptVersions,
  readVersion,
  removeVersion,
  renameVersion,
  restoreVersion,
  saveVersion,
} from "./transcriptVersions.ts";
import { listUnfinished, retryErasures } from "./unfinishedErasures.ts";
import { listUndestroyedIds } from "./vaultFolders.ts";
import type { VaultGate } from "./vaultGate.ts";
import { renameVault } from "./vaults.ts";
import { readWhereabouts, setOrigin, settleWhereabouts } from "./whereabouts.ts";
import { withdrawConsent } from "./withdrawConsent.ts";

/** Requests that are answered also while locked. */
export type LockedRequestName = (typeof lockedRequests)[number];
/** Requests about the keys: they need an unlocked vault, and the gate through which it was unlocked. */
export type KeysRequestName = Extract<RequestName, `keys.${string}`>;
/** Requests that need an unlocked vault and nothing else. */
export type UnlockedRequestName = Exclude<
  RequestName,
  LockedRequestName | KeysRequestName | `shell.${string}`
>;

/** Answers one request; returns nothing where the contract's output is empty. */
type Handler<Given, Name extends RequestName> =
  RequestOutput<Name> extends Record<string, never>
    ? (given: Given, input: ParsedInput<Name>) => void | Promise<void>
    : (given: Given, input: ParsedInput<Name>) => RequestOutput<Name> | Promise<RequestOutput<Name>>;

export const lockedHandlers: { readonly [Name in LockedRequestName]: Handler<VaultGate, Name> } = {
  "vault.list": (gate) => gate.list(),
  "vault.create": (gate, input) => gate.create(input),
  "vault.unlock": (gate, input) => gate.unlock(input),
  "vault.session": (gate) => gate.session(),
  "vault.recoveryCodeTyped": noteRecoveryCodeTyped,
  "home.place": ({ host }) => placeOfHome(host.home),
  "home.undestroyed": ({ host }) => ({ vaults: listUndestroyedIds(host).length }),
  "withdrawal.offer": (gate, input) => gate.withdrawalOffer(input),
  "withdrawal.check": (gate, input) => gate.checkWithdrawal(input),
  "withdrawal.carryOut": (gate, input) => gate.carryOutWithdrawal(input),
  "vault.erase": eraseVault,
  "backup.inspect": inspectBackup,
  "backup.restore": restoreFromBackup,
  "backup.cancelRestore": cancelRestore,
};

export const keysHandlers: { readonly [Name in KeysRequestName]: Handler<VaultGate, Name> } = {
  "keys.read": readKeysState,
  "keys.changePassphrase": changePassphrase,
  "keys.reissueRecoveryCode": reissueRecoveryCode,
  "keys.rotate": rotateVaultKeys,
  "keys.bindDevice": bindDevice,
};

export const unlockedHandlers: { readonly [Name in UnlockedRequestName]: Handler<ServiceContext, Name> } = {
  "vault.rename": renameVault,
  "clock.confirm": confirmClock,
  "settings.read": readSettings,
  "settings.update": updateSettings,
  "mandate.read": readMandate,
  "mandate.save": saveMandate,
  "backup.overview": readBackupOverview,
  "backup.make": makeBackup,
  "backup.cancel": cancelBackup,
  "today.list": listToday,
  "draft.read": readDraft,
  "draft.keep": keepDraft,
  "check.run": (context) => checkVault(context),
  "check.cancel": cancelCheck,
  "check.mend": mendVault,
  "consent.list": listConsents,
  "consent.nextNumber": nextConsentNumber,
  "consent.wordings": listWordings,
  "consent.create": createConsent,
  "consent.issueCode": issueWithdrawalCode,
  "consent.withdraw": withdrawConsent,
  "conversation.list": listConversations,
  "conversation.create": (context, draft) => createConversation(context, draft),
  "conversation.read": readConversation,
  "conversation.update": updateConversation,
  "conversation.discard": discardConversation,
  "conversation.saveView": saveView,
  "retention.set": setRetention,
  "hold.set": setHold,
  "hold.end": endHold,
  "hold.setForConsent": setHoldOfConsent,
  "hold.endForConsent": endHoldOfConsent,
  "erasure.now": eraseNow,
  "erasure.due": listDueErasures,
  "erasure.unfinished": listUnfinished,
  "erasure.retry": retryErasures,
  "erasure.done": listDoneErasures,
  "certificate.read": readCertificate,
  "certificate.save": saveCertificate,
  "certificate.readSeveral": readCertificates,
  "certificate.saveSeveral": saveCertificates,
  "certificate.saveVerifier": saveVerifier,
  "copies.list": listCopies,
  "clientCopy.listen": listenTogether,
  "clientCopy.offer": offerClientCopy,
  "clientCopy.paper": copyOnPaper,
  "clientCopy.begin": beginClientCopy,
  "clientCopy.append": appendToClientCopy,
  "clientCopy.finish": finishClientCopy,
  "clientCopy.cancel": cancelClientCopy,
  "handOver.export": exportForArchive,
  "handOver.cancel": cancelExport,
  "handOver.receipts": listReceipts,
  "handOver.readReceipt": readReceipt,
  "handOver.saveReceipt": saveReceipt,
  "handOver.erase": eraseHandedOver,
  "audit.list": listAudit,
  "audit.verify": verifyAudit,
  "audit.export": exportAudit,
  "converter.find": (context) => findConverter(context),
  "device.places": (context) => listPlaces(context),
  "device.list": listDevice,
  "device.look": lookAtFiles,
  "device.cancel": cancelLook,
  "source.open": openSource,
  "source.erase": eraseSource,
  "source.cancelErase": cancelSourceErasure,
  "source.resumeErase": resumeSourceErasure,
  "whereabouts.read": readWhereabouts,
  "whereabouts.setOrigin": setOrigin,
  "whereabouts.settle": settleWhereabouts,
  "audio.import": importAudio,
  "audio.cancelImport": (context, { conversationId }) => cancelImport(context, conversationId),
  "audio.open": openAudio,
  "audio.openForRows": openForRows,
  "audio.closeForRows": closeForRows,
  "audio.peaks": readPeaks,
  "recording.room": readRoom,
  "recording.begin": beginRecording,
  "recording.append": appendToRecording,
  "recording.bookmark": setBookmark,
  "recording.labelBookmark": labelBookmark,
  "recording.mark": markRecording,
  "recording.finish": finishRecording,
  "recording.recovered": listRecoveredRecordings,
  "recording.seen": seeRecovered,
  "preparation.list": listPreparations,
  "preparation.begin": beginPreparation,
  "preparation.append": appendTranscoded,
  "preparation.finish": finishPreparation,
  "preparation.reject": rejectPreparation,
  "transcript.preview": previewTranscriptFile,
  "transcript.import": importTranscriptFile,
  "transcript.read": readTranscript,
  "transcript.apply": editTranscript,
  "transcript.nameSpeakers": nameSpeakers,
  "transcript.export": exportTranscript,
  "transcript.paper": transcriptOnPaper,
  "version.list": listTranscriptVersions,
  "version.save": saveVersion,
  "version.read": readVersion,
  "version.restore": restoreVersion,
  "version.rename": renameVersion,
  "version.remove": removeVersion,
  "note.list": listNotes,
  "note.create": createNote,
  "note.update": updateNote,
  "note.remove": removeNote,
  "deidentify.read": readDecisions,
  "deidentify.replace": replaceWord,
  "deidentify.leave": leaveWord,
  "deidentify.undecide": undecideWord,
  "deidentify.confirm": confirmDeidentified,
  "deidentify.forget": forgetOriginals,
  "passage.list": listPassages,
  "passage.mark": markPassage,
  "passage.move": movePassage,
  "passage.remove": removePassage,
  "search.everywhere": searchEverywhere,
  "scheme.list": (context) => listSchemes(context),
  "scheme.read": readScheme,
  "scheme.original": readOriginal,
  "scheme.save": saveScheme,
  "scheme.copy": copyScheme,
  "scheme.remove": removeScheme,
  "scheme.putBack": putSchemeBack,
  "scheme.reword": rewordScheme,
  "scheme.preview": previewScheme,
  "scheme.import": importScheme,
  "scheme.export": exportScheme,
  "coding.list": listCodings,
  "coding.count": countOwn,
  "coding.create": createCoding,
  "coding.read": readCoding,
  "coding.apply": changeCoding,
  "coding.hear": hearSample,
  "coding.update": updateCoding,
  "coding.finish": finishCoding,
  "coding.reopen": reopenCoding,
  "coding.preview": previewCodedFile,
  "coding.import": importCodedFile,
  "coding.remove": removeCoding,
  "coding.createConsensus": createConsensus,
  "agreement.overview": readOverview,
  "practice.read": (context) => readPractice(context),
  "practice.setStep": setStep,
  "practice.changeStep": changeStep,
  "practice.endStep": endStep,
  "practice.removeStep": removeStep,
  "practice.addEntry": addEntry,
  "practice.changeEntry": changeEntry,
  "practice.removeEntry": removeEntry,
  "practice.figures": (context) => listPracticeFigures(context),
  "practice.removeFigure": removePracticeFigure,
  "coding.export": exportCoding,
  "coding.paper": codingOnPaper,
  "example.add": addExample,
};
