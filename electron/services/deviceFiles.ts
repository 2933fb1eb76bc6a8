/** What there is to bring in from a card, a phone or a folder: looked at byte by byte, kept nowhere. */
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import type { EventPayload, ParsedInput } from "../../shared/contract.ts";
import type { DeviceFile, DeviceFileKind, DeviceList, KnownSound } from "../../shared/domain/device.ts";
import { localDateOf } from "../../shared/domain/localMidnight.ts";
import { Failure } from "../../shared/errors.ts";
import { mediaTypes } from "../audio/mediaTypes.ts";
import { createSha256 } from "../crypto/hash.ts";
import { listOriginals, type Original } from "../vault/recordingRepository.ts";
import { openAudioSource } from "./audioSource.ts";
import type { ServiceContext } from "./context.ts";
import { requireConverter } from "./convertSource.ts";
import { requireStillThere, type WalkedFile, walkDevice } from "./deviceWalk.ts";
import { piecesOf } from "./filePieces.ts";
import { createPace } from "./pace.ts";
import type { RunningLook } from "./sitting.ts";

/** Names that promise sound: such a file is listed also when its bytes say otherwise, with the reason. */
const soundNames =
  /\.(wav|wave|bwf|rf64|mp3|mp2|mpga|m4a|m4b|mp4|aac|ogg|oga|opus|flac|webm|mka|amr|3gp|3ga|wma|dss|ds2|aif|aiff|caf|au)$/i;

/**
 * Looks through a place and the folders in it.
 *
 * @throws Failure `device.gone` if it is pulled out meanwhile, `device.cancelled`
 */
export async function listDevice(
  context: ServiceContext,
  { folderId }: ParsedInput<"device.list">,
): Promise<DeviceList> {
  const root = context.sources.folderPath(folderId);
  return look(context, async (step) => {
    const walked = await walkDevice(context.files, root, (count) => step("looking", count));
    const atFault = () => requireStillThere(context.files, root);
    const looked: Looked[] = [];
    let otherFiles = 0;
    for (const file of walked.files) {
      const seen = await lookAt(context, file);
      if (seen === undefined) otherFiles += 1;
      else {
        if (isGone(seen)) atFault();
        looked.push(seen);
      }
      step("looking", looked.length + otherFiles);
      await setImmediate();
    }
    const files = await withKnown(context, looked, step, atFault);
    const { unreadableFolders, truncated } = walked;
    return { files, otherFiles, unreadableFolders: [...unreadableFolders], truncated };
  });
}

/** Looks at files that were chosen or dropped; each of them is listed, whatever it is. @throws Failure `device.cancelled` */
export async function lookAtFiles(
  context: ServiceContext,
  { sourceIds }: ParsedInput<"device.look">,
): Promise<{ files: DeviceFile[] }> {
  return look(context, async (step) => {
    const looked: Looked[] = [];
    for (const sourceId of sourceIds) {
      const filePath = context.sources.pathOf(sourceId);
      looked.push(
        await problemOrSound(context, { path: filePath, name: path.basename(filePath), folder: "" }),
      );
      step("looking", looked.length);
      await setImmediate();
    }
    return { files: await withKnown(context, looked, step, () => undefined) };
  });
}

/** Stops a look between two files or pieces; does nothing if none is going on. */
export function cancelLook({ sitting }: ServiceContext): void {
  if (sitting.look !== undefined) sitting.look.isCancelled = true;
}

/** A file as its bytes show it. */
interface Looked {
  readonly path: string;
  readonly file: Omit<DeviceFile, "known">;
}

type Phase = EventPayload<"device.progress">["phase"];
/** Told at every step; throws once the look is cancelled. */
type Step = (phase: Phase, files: number, doneBytes?: number, totalBytes?: number) => void;

async function look<Found>(context: ServiceContext, work: (step: Step) => Promise<Found>): Promise<Found> {
  cancelLook(context);
  const running: RunningLook = { isCancelled: false };
  context.sitting.look = running;
  try {
    return await work(progressOf(context, running));
  } finally {
    if (context.sitting.look === running) context.sitting.look = undefined;
  }
}

/** Reports progress at most ten times a second, and the beginning of each phase. */
function progressOf({ clock, emit }: ServiceContext, running: RunningLook): Step {
  const isTold = createPace(clock);
  let toldPhase: Phase | undefined;
  return (phase, files, doneBytes = 0, totalBytes = 0) => {
    if (running.isCancelled) throw new Failure("device.cancelled");
    if (!isTold(phase !== toldPhase)) return;
    toldPhase = phase;
    emit({ name: "device.progress", payload: { phase, files, doneBytes, totalBytes } });
  };
}

/** @returns `undefined` for what is no sound and does not call itself so */
async function lookAt(context: ServiceContext, walked: WalkedFile): Promise<Looked | undefined> {
  const looked = await problemOrSound(context, walked);
  const { kind } = looked.file;
  const isNoSound = kind.phase === "problem" && ["media.not-audio", "media.empty"].includes(kind.error.code);
  return isNoSound && !soundNames.test(walked.name) ? undefined : looked;
}

async function problemOrSound(context: ServiceContext, walked: WalkedFile): Promise<Looked> {
  const { name, folder } = walked;
  const sourceId = context.sources.note(walked.path);
  const kind = await kindOf(context, walked.path);
  const file = { sourceId, name, folder, ...factsOf(context.files, walked.path), kind };
  return { path: walked.path, file };
}

async function kindOf(context: ServiceContext, filePath: string): Promise<DeviceFileKind> {
  try {
    const source = openAudioSource(context.files, filePath);
    source.close();
    const { form } = source;
    if (form.kind === "decodable") {
      return { phase: "readable", mimeType: mediaTypes[form.mediaType].mimeType, format: null };
    }
    await requireConverter(context, form);
    return { phase: "readable", mimeType: "application/octet-stream", format: form.format };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code, detail } = error;
    return { phase: "problem", error: { code, ...(detail === undefined ? {} : { detail: { ...detail } }) } };
  }
}

/** Size and time as the device has them; 0 for a file that cannot be opened. */
function factsOf(
  files: ServiceContext["files"],
  filePath: string,
): Pick<DeviceFile, "sizeBytes" | "modifiedAt"> {
  try {
    const descriptor = files.openRead(filePath);
    try {
      const modifiedAt = Math.max(0, Math.round(files.modifiedAt(descriptor)));
      return { sizeBytes: files.size(descriptor), modifiedAt };
    } finally {
      files.close(descriptor);
    }
  } catch {
    return { sizeBytes: 0, modifiedAt: 0 };
  }
}

function isGone({ file: { kind } }: Looked): boolean {
  return kind.phase === "problem" && ["media.source-gone", "media.source-changed"].includes(kind.error.code);
}

/**
 * Only files of exactly the size of an original the vault has known are read through.
 *
 * @param atFault - called where one of them could not be read to its end; throws if that is the place's fault
 */
async function withKnown(
  context: ServiceContext,
  looked: readonly Looked[],
  step: Step,
  atFault: () => void,
): Promise<DeviceFile[]> {
  const originals = Map.groupBy(listOriginals(context.vault.db), ({ sizeBytes }) => sizeBytes);
  const sameSize = ({ file }: Looked) =>
    file.kind.phase === "readable" ? (originals.get(file.sizeBytes) ?? []) : [];
  const totalBytes = looked.reduce(
    (sum, one) => sum + (sameSize(one).length > 0 ? one.file.sizeBytes : 0),
    0,
  );
  let doneBytes = 0;
  const files: DeviceFile[] = [];
  for (const one of looked) {
    const candidates = sameSize(one);
    if (candidates.length === 0) {
      files.push({ ...one.file, known: null });
      continue;
    }
    const sha256 = await hashFile(context.files, one.path, (bytes) => {
      doneBytes += bytes;
      step("comparing", looked.length, doneBytes, totalBytes);
    });
    if (sha256 === undefined) atFault();
    files.push({ ...one.file, known: sha256 === undefined ? null : knownAs(context, candidates, sha256) });
  }
  return files;
}

/** What is still here goes before what was erased. */
function knownAs(
  { vault }: ServiceContext,
  candidates: readonly Original[],
  sha256: Uint8Array,
): KnownSound | null {
  const same = candidates.filter((candidate) => Buffer.compare(candidate.sha256, sha256) === 0);
  const found = same.find(({ isErased }) => !isErased) ?? same[0];
  if (found === undefined) return null;
  return {
    state: found.isErased ? "erased" : "kept",
    conversationId: found.conversationId,
    importedOn: localDateOf(found.importedAt, vault.clock.zone),
  };
}

/** @returns `undefined` if the file cannot be read to its end: whoever brings it in is told why */
async function hashFile(
  files: ServiceContext["files"],
  filePath: string,
  onBytes: (bytes: number) => void,
): Promise<Uint8Array | undefined> {
  const hash = createSha256();
  try {
    for (const piece of piecesOf(files, filePath)) {
      hash.update(piece);
      onBytes(piece.length);
      await setImmediate();
    }
    return hash.digest();
  } catch (error) {
    if (error instanceof Error && "code" in error && !(error instanceof Failure)) return undefined;
    throw error;
  }
}
