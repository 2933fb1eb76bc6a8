/** Opens a microphone: levels at once, a recording when asked for. */
import type { Level } from "../../../shared/domain/level.ts";
import { type Capture, type CaptureSink, startCapture } from "./capture.ts";
import { type FromWorklet, processorName, type ToWorklet } from "./captureMessage.ts";
import workletUrl from "./captureWorklet.ts?worker&url";
import { labelOf } from "./listMicrophones.ts";
import { MicrophoneRefusal, microphoneRefusalOf } from "./microphoneRefusal.ts";
import { captureRate } from "./opusSettings.ts";
import { createWatch } from "./watch.ts";

/** What is asked of the device. */
export interface MicrophoneOptions {
  /** `null` for the system's own choice. */
  readonly deviceId: string | null;
  readonly channels: 1 | 2;
  readonly echoCancellation: boolean;
  readonly noiseSuppression: boolean;
  readonly autoGainControl: boolean;
}

/** Why a microphone gives no more sound. */
export type MicrophoneEnd =
  /** It was unplugged, or taken by the system. */
  | "unplugged"
  /** The computer stopped delivering sound. */
  | "stalled";

/** An open microphone; lives until `close`. */
export interface Microphone {
  /** Empty if the system does not tell. */
  readonly label: string;
  /** What the device really gives: 1 even where 2 were asked for, if it has no more. */
  readonly channels: 1 | 2;
  /** Hears the loudness of each channel, every `levelMs`; returns the function that stops. */
  onLevel(listener: (levels: readonly Level[]) => void): () => void;
  /** Hears once that no more sound comes; returns the function that stops. */
  onEnded(listener: (end: MicrophoneEnd) => void): () => void;
  /** Hears whether the device's own switch is off: at once, and with each change; returns the function that stops. */
  onMuted(listener: (isMuted: boolean) => void): () => void;
  /** Hears once that both channels carry the same sound: it is one microphone; returns the function that stops. */
  onSameSound(listener: () => void): () => void;
  /** Begins a recording. */
  record(sink: CaptureSink): Capture;
  /** Sends its sound into a port from now on, until `hold`; for a recording that goes on with this microphone. */
  listen(port: MessagePort): void;
  /** Sends the last sound, and a mark that it was the last. */
  hold(): void;
  /** Lets the device go. */
  close(): void;
}

/** Seconds without a word of the audio thread, which otherwise speaks all the time. */
const stalledSeconds = 5;

/**
 * Opens a microphone.
 *
 * @throws MicrophoneRefusal
 */
export async function openMicrophone(options: MicrophoneOptions): Promise<Microphone> {
  const stream = await navigator.mediaDevices
    .getUserMedia({ audio: constraintsOf(options) })
    .catch((error: unknown) => Promise.reject(microphoneRefusalOf(error)));
  const [track] = stream.getAudioTracks();
  if (track === undefined) throw new MicrophoneRefusal("not-found");
  const channels = options.channels === 2 && track.getSettings().channelCount === 2 ? 2 : 1;
  let context: AudioContext | undefined;
  try {
    context = new AudioContext({ sampleRate: captureRate, latencyHint: "playback" });
    await context.audioWorklet.addModule(workletUrl);
    return openedMicrophone(stream, track, context, { label: await labelOf(track), channels });
  } catch {
    track.stop();
    void context?.close();
    throw new MicrophoneRefusal("not-readable");
  }
}

function constraintsOf({ deviceId, channels, ...processing }: MicrophoneOptions): MediaTrackConstraints {
  return {
    ...(deviceId === null ? {} : { deviceId: { exact: deviceId } }),
    channelCount: { ideal: channels },
    sampleRate: { ideal: captureRate },
    echoCancellation: processing.echoCancellation,
    noiseSuppression: processing.noiseSuppression,
    autoGainControl: processing.autoGainControl,
  };
}

function openedMicrophone(
  stream: MediaStream,
  track: MediaStreamTrack,
  context: AudioContext,
  { label, channels }: Pick<Microphone, "label" | "channels">,
): Microphone {
  const levels = createListeners<readonly Level[]>();
  const ends = createListeners<MicrophoneEnd>();
  const mutes = createListeners<boolean>();
  const sames = createListeners<undefined>();
  const watch = createWatch(stalledSeconds, () => end("stalled"));
  const node = new AudioWorkletNode(context, processorName, {
    numberOfInputs: 1,
    numberOfOutputs: 1,
    outputChannelCount: [1],
    channelCount: channels,
    channelCountMode: "explicit",
    channelInterpretation: "speakers",
    processorOptions: { channels },
  });
  const source = context.createMediaStreamSource(stream);
  let phase: "open" | "ended" | "closed" = "open";
  let ended: MicrophoneEnd | undefined;
  let isSameSound = false;

  node.port.onmessage = ({ data }: MessageEvent<FromWorklet>) => {
    watch.heard();
    levels.tell(data.levels);
    if (!data.isSameSound || isSameSound) return;
    isSameSound = true;
    sames.tell(undefined);
  };
  node.onprocessorerror = () => end("stalled");
  track.onended = () => end("unplugged");
  track.onmute = () => mutes.tell(true);
  track.onunmute = () => mutes.tell(false);
  // A context that another program's call, or the loss of the loudspeaker, has stopped.
  context.onstatechange = () => {
    if (phase === "open" && context.state !== "running") void context.resume().catch(() => undefined);
  };
  source.connect(node);
  // Nothing is played; without a way to the end the node would not be asked for sound.
  node.connect(context.destination);
  void context.resume().catch(() => undefined);
  watch.start();
  // Unplugged while it was being opened, when nobody heard it yet.
  if (track.readyState === "ended") end("unplugged");

  function end(reason: MicrophoneEnd): void {
    if (phase !== "open") return;
    phase = "ended";
    ended = reason;
    watch.stop();
    ends.tell(reason);
  }

  function tell(message: ToWorklet, transfer: Transferable[] = []): void {
    node.port.postMessage(message, transfer);
  }

  const microphone: Microphone = {
    label,
    channels,
    onLevel: levels.add,
    onEnded(listener) {
      if (ended !== undefined) listener(ended);
      return ends.add(listener);
    },
    onMuted(listener) {
      listener(track.muted);
      return mutes.add(listener);
    },
    onSameSound: sames.add,
    record: (sink) => startCapture(microphone, sink),
    listen: (port) => tell({ kind: "listen", port }, [port]),
    hold: () => tell({ kind: "hold" }),
    close() {
      if (phase === "closed") return;
      phase = "closed";
      watch.stop();
      tell({ kind: "hold" });
      tell({ kind: "close" });
      source.disconnect();
      track.stop();
      void context.close().catch(() => undefined);
    },
  };
  return microphone;
}

/** Functions that hear the same news, in the order they came. */
function createListeners<News>() {
  const listeners = new Set<(news: News) => void>();
  return {
    add(listener: (news: News) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(news: News): void {
      for (const listener of listeners) listener(news);
    },
  };
}
