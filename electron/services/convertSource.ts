/** Reading a file through the computer's converter: piece by piece into it, piece by piece out of it, never a file between. */
import { setImmediate } from "node:timers/promises";
import type { RequestOutput } from "../../shared/contract.ts";
import { Failure } from "../../shared/errors.ts";
import type { ForeignFormat } from "../audio/foreignFormats.ts";
import { createSha256 } from "../crypto/hash.ts";
import { type Converter, ConverterError } from "../ports/converter.ts";
import type { AudioSource } from "./audioSource.ts";
import type { ServiceContext } from "./context.ts";
import { pieceBytes } from "./filePieces.ts";
import { settingsOf } from "./settingsOf.ts";

/** Twelve hours of sound; a file that swells to more than that is made to fill a disk. */
const mostBytes = 12 * 3_600 * 96_000;
/** What a WAV file has before its sound, and a moment of sound. */
const leastBytes = 1_000;

/** What came out, and what went in. */
export interface Converted {
  /** Of the file as it was read, 32 bytes. */
  readonly sha256: Uint8Array;
}

/** Which converter there is on this computer. @returns `null` for none */
export async function findConverter({ converter }: ServiceContext): Promise<RequestOutput<"converter.find">> {
  const found = await converter.find();
  return { converter: found === undefined ? null : { name: found.name, version: found.version } };
}

/**
 * The converter for a kind of file.
 *
 * @throws Failure `media.unsupported` with its `format` if there is none, `media.needs-converter` with `format` and
 *   `converter` if the person has not said yet that it may be used
 */
export async function requireConverter(
  context: ServiceContext,
  { format, demuxer }: ForeignFormat,
): Promise<{ readonly converter: Converter; readonly demuxer: string }> {
  const converter = demuxer === null ? undefined : await context.converter.find();
  if (converter === undefined || demuxer === null) throw new Failure("media.unsupported", { format });
  if (!settingsOf(context.vault).useConverter) {
    throw new Failure("media.needs-converter", { format, converter: converter.name });
  }
  return { converter, demuxer };
}

/**
 * Converts a file.
 *
 * @param store - is given mono WAV without known sizes, piece by piece
 * @param onRead - told how many bytes of the file are read; what it throws ends the conversion
 * @throws Failure `media.conversion-failed`, `media.source-changed`, `media.source-gone`
 */
export async function convertSource(
  { converter, demuxer }: { readonly converter: Converter; readonly demuxer: string },
  source: AudioSource,
  store: (bytes: Uint8Array) => void,
  onRead: (doneBytes: number) => void,
): Promise<Converted> {
  const conversion = converter.start(demuxer);
  const hash = createSha256();
  let storedBytes = 0;

  async function feed(): Promise<void> {
    for (let start = 0; start < source.sizeBytes; start += pieceBytes) {
      const piece = source.read(start, Math.min(start + pieceBytes, source.sizeBytes));
      hash.update(piece);
      await conversion.write(piece);
      onRead(start + piece.length);
      await setImmediate();
    }
    conversion.end();
  }

  async function take(): Promise<void> {
    for await (const bytes of conversion.output()) {
      storedBytes += bytes.length;
      if (storedBytes > mostBytes) throw new Failure("media.conversion-failed");
      store(bytes);
    }
    if (storedBytes < leastBytes) throw new Failure("media.conversion-failed");
  }

  try {
    const stopping = (error: unknown) => {
      conversion.stop();
      throw error;
    };
    const outcomes = await Promise.allSettled([feed().catch(stopping), take().catch(stopping)]);
    for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
  } catch (error) {
    if (error instanceof ConverterError) throw new Failure("media.conversion-failed");
    throw error;
  } finally {
    conversion.stop();
  }
  if (source.hasChanged()) throw new Failure("media.source-changed");
  return { sha256: hash.digest() };
}
