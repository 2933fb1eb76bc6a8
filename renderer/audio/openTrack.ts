/** Opens the sound behind an address of this unlock, read piece by piece and never whole. */
import { ALL_FORMATS, Input, type InputAudioTrack, UnsupportedInputFormatError, UrlSource } from "mediabunny";
import type { MediaRefusal } from "./mediaMessage.ts";

/** A sound that cannot be used, and why. */
export class Refusal extends Error {
  readonly code: MediaRefusal;

  constructor(code: MediaRefusal) {
    super(code);
    this.name = "Refusal";
    this.code = code;
  }
}

const cacheBytes = 8 * 1_048_576;
const attempts = 3;

/** An open sound; `close` ends its requests. */
export interface OpenTrack {
  readonly input: Input;
  readonly track: InputAudioTrack;
  close(): void;
}

/**
 * Opens the first audio track of a file.
 *
 * @param url - absolute address that answers ranges
 * @throws Refusal if there is no audio in it, nothing here decodes it, or its beginning or index is missing
 */
export async function openTrack(url: string): Promise<OpenTrack> {
  const input = new Input({
    formats: ALL_FORMATS,
    source: new UrlSource(url, {
      maxCacheSize: cacheBytes,
      parallelism: 1,
      getRetryDelay: (previous) => (previous + 1 < attempts ? 0.2 : null),
    }),
  });
  try {
    const track = await input.getPrimaryAudioTrack();
    if (!track)
      throw new Refusal((await input.getTracks()).length > 0 ? "media.not-audio" : "media.truncated");
    if (!(await track.canDecode())) throw new Refusal("media.no-decoder");
    return { input, track, close: () => input.dispose() };
  } catch (error) {
    input.dispose();
    // The bytes were recognised before we came here, so an unreadable container is a damaged one.
    if (error instanceof UnsupportedInputFormatError) throw new Refusal("media.truncated");
    throw error;
  }
}
