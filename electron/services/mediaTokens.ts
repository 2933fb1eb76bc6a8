/** Opaque tokens by which the page reaches sound (`media/<token>`), good for this unlock. */
import { randomBytes } from "node:crypto";
import type { ConversationId, RecordingId, SourceId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import type { BlobReader } from "../audio/blobReader.ts";
import { type MediaType, mediaTypes } from "../audio/mediaTypes.ts";
import type { Recording } from "../vault/recordingRepository.ts";

/** The longest range of one read: 1 MiB. */
export const longestReadBytes = 1_048_576;

/** Recordings that are open for listening at a time; whoever opens another one has left the first long ago. */
const mostOpenForPlaying = 16;

/** A token and what a player must know of its sound. */
export interface OpenedMedia {
  readonly token: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
}

/** The tokens given out so far. */
export interface MediaTokens {
  /**
   * Opens a recording: for a person to hear, which is logged at the first read, or to make peaks from.
   *
   * Of those for hearing 16 stay open, the ones read last.
   *
   * @throws Failure `media.erased`, `media.tampered`
   */
  openRecording(recording: Recording, purpose: "play" | "prepare"): OpenedMedia;
  /** Opens an offered file that is not kept. */
  openSource(sourceId: SourceId, mediaType: MediaType, sizeBytes: number): OpenedMedia;
  /** @throws Failure `media.source-gone` if the token opens nothing (any more) */
  info(token: string): Omit<OpenedMedia, "token">;
  /**
   * The bytes `[start, end)`, at most 1 MiB; not one of them leaves before it was checked.
   *
   * @throws Failure `media.source-gone`, `media.tampered`, or `request.invalid` for a range that is not one
   */
  read(token: string, start: number, end: number): Uint8Array;
  /** Closes all sound of a conversation; its tokens open nothing from then on. */
  revoke(conversationId: ConversationId): void;
  /** Closes what one token opened; does nothing for a token that opens nothing. */
  revokeToken(token: string): void;
  /** Closes one recording. */
  revokeRecording(recordingId: RecordingId): void;
  /** Closes everything. */
  close(): void;
}

interface Options {
  readonly openRecording: (recording: Recording) => BlobReader;
  readonly readSource: (sourceId: SourceId, start: number, end: number) => Uint8Array;
  /** Called before the first byte of every read for a person to hear. */
  readonly beforePlaying: (conversationId: ConversationId) => void;
}

/** What is behind a token: an open blob, or a file that is opened for each read so that a card can be taken out. */
type Entry = { readonly sizeBytes: number; readonly mediaType: MediaType } & (
  | {
      readonly kind: "recording";
      readonly recording: Recording;
      readonly purpose: "play" | "prepare";
      readonly reader: BlobReader;
    }
  | { readonly kind: "source"; readonly sourceId: SourceId }
);

/** Creates an empty set of tokens. */
export function createMediaTokens(options: Options): MediaTokens {
  const { openRecording, readSource, beforePlaying } = options;
  const entries = new Map<string, Entry>();

  function add(entry: Entry): OpenedMedia {
    const token = randomBytes(24).toString("base64url");
    entries.set(token, entry);
    return { token, ...describe(entry) };
  }

  function find(token: string): Entry {
    const entry = entries.get(token);
    if (entry === undefined) throw new Failure("media.source-gone");
    return entry;
  }

  /** Each open recording holds a file and two decrypted chunks: those not listened to for longest are closed. */
  function closeForgotten(): void {
    const playing = [...entries].filter(
      ([, entry]) => entry.kind === "recording" && entry.purpose === "play",
    );
    for (const [token, entry] of playing.slice(0, -mostOpenForPlaying)) {
      entries.delete(token);
      if (entry.kind === "recording") entry.reader.close();
    }
  }

  function closeWhere(isMeant: (recording: Recording) => boolean): void {
    for (const [token, entry] of entries) {
      if (entry.kind !== "recording" || !isMeant(entry.recording)) continue;
      entries.delete(token);
      entry.reader.close();
    }
  }

  return {
    openRecording(recording, purpose) {
      const reader = openRecording(recording);
      const { sizeBytes, mediaType } = reader;
      const opened = add({ kind: "recording", recording, purpose, reader, sizeBytes, mediaType });
      closeForgotten();
      return opened;
    },
    openSource: (sourceId, mediaType, sizeBytes) => add({ kind: "source", sourceId, sizeBytes, mediaType }),
    info: (token) => describe(find(token)),
    read(token, start, end) {
      const entry = find(token);
      if (start < 0 || start > end || end > entry.sizeBytes || end - start > longestReadBytes) {
        throw new Failure("request.invalid");
      }
      if (entry.kind === "source") return readSource(entry.sourceId, start, end);
      if (entry.purpose === "play") beforePlaying(entry.recording.conversationId);
      // Last in the map is what was listened to last.
      entries.delete(token);
      entries.set(token, entry);
      return entry.reader.read(start, end);
    },
    revoke: (conversationId) => closeWhere((recording) => recording.conversationId === conversationId),
    revokeToken(token) {
      const entry = entries.get(token);
      entries.delete(token);
      if (entry?.kind === "recording") entry.reader.close();
    },
    revokeRecording: (recordingId) => closeWhere((recording) => recording.id === recordingId),
    close() {
      closeWhere(() => true);
      entries.clear();
    },
  };
}

function describe({ sizeBytes, mediaType }: Entry): Omit<OpenedMedia, "token"> {
  return { sizeBytes, mimeType: mediaTypes[mediaType].mimeType };
}
