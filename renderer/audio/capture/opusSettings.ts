/** How a recording is encoded: Opus for speech, 14 MB an hour with one channel and 19 with two. */

/** Samples a second, of microphone, encoder and Ogg alike. */
export const captureRate = 48_000;
/** Samples of one Opus packet: 20 ms. */
export const packetFrames = 960;

/** What WebCodecs knows and the types of the DOM do not yet. */
interface SpeechOpusConfig extends OpusEncoderConfig {
  readonly application: "voip";
  readonly signal: "voice";
}

/**
 * The encoder's settings. Pauses in speech are encoded like all else (no DTX), so that a page comes every second; moderate
 * complexity leaves an old computer its strength.
 */
export function opusConfig(channels: 1 | 2): AudioEncoderConfig {
  const opus: SpeechOpusConfig = {
    format: "opus",
    application: "voip",
    signal: "voice",
    frameDuration: 20_000,
    usedtx: false,
    complexity: 5,
  };
  return {
    codec: "opus",
    sampleRate: captureRate,
    numberOfChannels: channels,
    bitrate: channels === 1 ? 32_000 : 42_000,
    bitrateMode: "variable",
    opus,
  };
}
