/** A client takes a permission back while the vault is locked: by the number and the code on their copy, without a passphrase. */
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { VaultId } from "../../shared/domain/ids.ts";
import { parseWithdrawalCode, withdrawalCodeSecret } from "../../shared/domain/withdrawalCode.ts";
import { Failure } from "../../shared/errors.ts";
import { type BlobStore, createBlobStore } from "../audio/blobStore.ts";
import { deriveKey } from "../crypto/keyDerivation.ts";
import { wipe } from "../crypto/wipe.ts";
import { writeClockFile } from "../vault/clockFile.ts";
import {
  appendLockedNote,
  type LockedNote,
  readLockedNotes,
  type WithdrawalNote,
} from "../vault/lockedNotes.ts";
import type { VaultClock } from "../vault/openVault.ts";
import type { ScheduledErasure } from "../vault/schedule.ts";
import { appendLockedTombstone } from "../vault/tombstones.ts";
import { listVaultIds, vaultFolderOf, vaultPaths } from "../vault/vaultFolder.ts";
import { enterVault } from "../vault/vaultLock.ts";
import { type OfferedWithdrawal, readWithdrawalsWhileLocked } from "../vault/withdrawalFile.ts";
import { isProven, isVerifiedBy, proofOf } from "../vault/withdrawalProof.ts";
import { ifPossible, isSystemError } from "./attempts.ts";
import { destroySounds } from "./destroySounds.ts";
import { eraseDueSounds, scheduledSounds, startLockedClock } from "./lockedErasure.ts";
import type { VaultHost } from "./vaultHost.ts";

/** Whether any permission in a vault has a code, so that the page does not ask for one in vain. */
export function readWithdrawalOffer(
  { files, home }: Pick<VaultHost, "files" | "home">,
  { vaultId }: ParsedInput<"withdrawal.offer">,
): RequestOutput<"withdrawal.offer"> {
  if (!listVaultIds(files, home).includes(vaultId)) throw new Failure("vault.not-found");
  return { hasCodes: readWithdrawalsWhileLocked(files, vaultFolderOf(home, vaultId)).length > 0 };
}

/**
 * Says what a withdrawal would do, to someone who has number and code; nothing happens yet.
 *
 * What a withdrawal could not destroy is said once more: it can be carried out again.
 * A wrong code costs a derivation and is noted, as does a number that has no code; which of both it was is not said.
 *
 * @throws Failure `vault.not-found`, `vault.in-use`, `vault.kdf-out-of-range`; `withdrawal.code-typo` (`detail.group`,
 *   0 if the length is wrong), `withdrawal.no-codes`, `withdrawal.mismatch`
 */
export function checkWithdrawal(
  host: VaultHost,
  input: ParsedInput<"withdrawal.check">,
): Promise<RequestOutput<"withdrawal.check">> {
  return withCode(host, input, (opened) => {
    const sounds = soundsLeft(opened);
    const held = heldAmong(opened, sounds);
    if (isWithdrawn(opened) && held.length === sounds.length) return { phase: "already" };
    return { phase: "possible", sounds: sounds.length, heldSounds: held.length };
  });
}

/**
 * Carries a withdrawal out: it is noted first, then the sounds are destroyed, or held for those who asked for them.
 *
 * Everything else under the permission goes at the next unlock, before a row can be read. Done a second time it
 * finishes what the first left; the wish that was noted first counts.
 *
 * @throws Failure as `checkWithdrawal`; `erasure.incomplete` if not every file could be destroyed now: it is tried again
 *   every minute
 * @throws the port's error if not even the note could be written: the sounds are gone then, as far as they would go, and
 *   it must be done again
 */
export function carryOutWithdrawal(
  host: VaultHost,
  input: ParsedInput<"withdrawal.carryOut">,
): Promise<RequestOutput<"withdrawal.carryOut">> {
  return withCode(host, input, (opened) => {
    const before = soundsLeft(opened);
    const [noted] = provenNotes(opened);
    const note = noted ?? newNote(opened, input.wish);
    if (noted === undefined && !opened.offered.isWithdrawn) writeNote(opened, note);
    noteForBackups(opened, note);
    // What is due under other permissions goes along; what of it fails is no matter of whoever stands here.
    ifPossible(() => eraseDueSounds(host, opened.vaultId, opened.clock, believedNotes(opened)));
    ifPossible(() => writeClockFile(host.files, opened.folder, opened.clock.seen()));
    const left = soundsLeft(opened);
    if (left.length > heldAmong(opened, left).length) throw new Failure("erasure.incomplete");
    return {
      erasedSounds: before.length - left.length,
      heldSounds: left.length,
      heldUntil: left.length === 0 ? null : heldUntil(opened),
    };
  });
}

/** A vault's folder, locked for this process, and the permission whose code was given. */
interface OpenedByCode {
  readonly host: VaultHost;
  readonly vaultId: VaultId;
  readonly folder: string;
  readonly clock: VaultClock;
  readonly audio: BlobStore;
  readonly offered: OfferedWithdrawal;
  /** Argon2id over the code. */
  readonly hash: Uint8Array;
}

async function withCode<T>(
  host: VaultHost,
  input: ParsedInput<"withdrawal.check">,
  act: (opened: OpenedByCode) => T,
): Promise<T> {
  const { vaultId, consentNumber } = input;
  const secret = secretIn(input.code);
  try {
    if (!listVaultIds(host.files, host.home).includes(vaultId)) throw new Failure("vault.not-found");
    const folder = vaultFolderOf(host.home, vaultId);
    const lock = enterVault(host.home, vaultId);
    try {
      const all = readWithdrawalsWhileLocked(host.files, folder);
      const [first] = all;
      if (first === undefined) throw new Failure("withdrawal.no-codes");
      const offered = all.find((entry) => entry.consentNumber === consentNumber);
      // A number that has no code takes as long as one that has.
      const hash = await (host.derive ?? deriveKey)(secret, (offered ?? first).kdf);
      try {
        const clock = startLockedClock(host, folder);
        if (offered === undefined || !isVerifiedBy(offered.verifier, hash)) {
          appendLockedNote(host.files, folder, { event: "withdrawal-failed", at: clock.seen().lastSeenAt });
          throw new Failure("withdrawal.mismatch");
        }
        const audio = createBlobStore({ files: host.files, folder: vaultPaths(folder).media });
        return act({ host, vaultId, folder, clock, audio, offered, hash });
      } finally {
        wipe(hash);
      }
    } finally {
      lock.release();
    }
  } finally {
    wipe(secret);
  }
}

/** Wipes what was typed, whatever comes of it. */
function secretIn(typed: Uint8Array): Uint8Array {
  const code = parseWithdrawalCode(new TextDecoder().decode(typed));
  wipe(typed);
  if (!code.ok) {
    throw new Failure("withdrawal.code-typo", { group: code.reason === "length" ? 0 : code.group });
  }
  const secret = withdrawalCodeSecret(code.bytes);
  wipe(code.bytes);
  return secret;
}

function newNote({ offered, hash, vaultId, clock }: OpenedByCode, wish: "erase" | "hold"): WithdrawalNote {
  const statement = { consentNumber: offered.consentNumber, wish, at: clock.seen().lastSeenAt };
  return { event: "withdrawal", ...statement, proof: proofOf(hash, vaultId, statement) };
}

/** A disk that does not take the note must not keep a sound alive: destroying it makes the room that a note needs. */
function writeNote(opened: OpenedByCode, note: WithdrawalNote): void {
  const { host, folder, audio, offered } = opened;
  try {
    appendLockedNote(host.files, folder, note);
  } catch (error) {
    if (!isSystemError(error) || note.wish === "hold") throw error;
    const held = new Set(heldNow(opened).map(({ recordingId }) => recordingId));
    ifPossible(() =>
      destroySounds(
        audio,
        offered.recordingIds.filter((id) => !held.has(id)),
      ),
    );
    noteForBackups(opened, note);
    appendLockedNote(host.files, folder, note);
  }
}

/** A backup that is restored before the vault is unlocked again must know, too; no full disk stops the withdrawal. */
function noteForBackups({ host, vaultId }: OpenedByCode, { consentNumber, at }: WithdrawalNote): void {
  ifPossible(() => appendLockedTombstone(host.files, host.home, vaultId, { consentNumber, withdrawnAt: at }));
}

/** Withdrawals of this permission that were noted by someone who knew the code. */
function provenNotes(opened: OpenedByCode): WithdrawalNote[] {
  const { offered, hash, vaultId } = opened;
  return notesOf(opened).filter(
    (note): note is WithdrawalNote =>
      note.event === "withdrawal" &&
      note.consentNumber === offered.consentNumber &&
      isProven(hash, vaultId, note, note.proof),
  );
}

/** Notes that cannot be read must not keep a sound from being destroyed. */
function notesOf({ host, folder }: OpenedByCode): LockedNote[] {
  return ifPossible(() => readLockedNotes(host.files, folder)) ?? [];
}

/** With the code at hand, a forged note about this permission is known to be one. */
function believedNotes(opened: OpenedByCode): LockedNote[] {
  const { offered } = opened;
  const others = notesOf(opened).filter(
    (note) => note.event !== "withdrawal" || note.consentNumber !== offered.consentNumber,
  );
  return [...others, ...provenNotes(opened)];
}

function soundsLeft({ audio, offered }: OpenedByCode): OfferedWithdrawal["recordingIds"] {
  return offered.recordingIds.filter((id) => audio.hasShred(id) || audio.hasBlob(id) || audio.hasPart(id));
}

function isWithdrawn(opened: OpenedByCode): boolean {
  return opened.offered.isWithdrawn || provenNotes(opened).length > 0;
}

function heldAmong(opened: OpenedByCode, sounds: OfferedWithdrawal["recordingIds"]): ScheduledErasure[] {
  return heldNow(opened).filter(({ recordingId }) => sounds.includes(recordingId));
}

/** Sounds that a hold keeps, or the wish of whoever has taken the permission back. */
function heldNow(opened: OpenedByCode): ScheduledErasure[] {
  const { trustedAt } = opened.clock.seen();
  return scheduledSounds(opened.host, opened.vaultId, opened.clock, believedNotes(opened)).filter(
    ({ heldUntil }) => (heldUntil ?? 0) > trustedAt,
  );
}

function heldUntil(opened: OpenedByCode): number {
  const ids = new Set(opened.offered.recordingIds);
  const held = heldNow(opened).filter(({ recordingId }) => ids.has(recordingId));
  return Math.max(...held.map((entry) => entry.heldUntil ?? 0));
}
