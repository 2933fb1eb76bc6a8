/**
 * Microphones that are not there, whose sound comes as fast as it is taken: ten minutes in well under half a minute.
 *
 * Replaces `getUserMedia`, `enumerateDevices` and what is used of `AudioContext` in a page, before its scripts run. The page's
 * own worklet code, worker and encoder run as they are. Nothing in the product knows of it.
 */
import type { BrowserContext, Page } from "@playwright/test";

/** A device to be plugged in. */
export interface FastDevice {
  readonly label: string;
  readonly channels: 1 | 2;
}

/**
 * What is heard. `speech`: a voice, and a beep of 1 kHz and 200 ms with half a second of silence on either side, at 5 s, 15 s,
 * 25 s … of each recording. `turns`: as `speech`, in two channels one voice each, in turns of five seconds. `quiet`: `speech`
 * at −40 dB. `clipping`: far too loud. `silence`: nothing.
 */
export type FastSound = "speech" | "turns" | "quiet" | "clipping" | "silence";

/** What a test does with the microphones of a page. */
export interface FastMicrophone {
  /** Lets so much sound be heard, as fast as the recording takes it; resolves when it was heard. Time passes as usual before and after. */
  hear(ms: number): Promise<void>;
  say(sound: FastSound): Promise<void>;
  /** Sound is dropped from a recording for so long, as when the computer is too busy; waits until it listens. */
  drop(ms: number): Promise<void>;
  unplug(label: string): Promise<void>;
  plugIn(device: FastDevice): Promise<void>;
  /** From now on sound does not wait for what the recording has appended. */
  runAhead(): Promise<void>;
  /** Turns the switch on the device. */
  mute(isMuted: boolean): Promise<void>;
  /** The computer delivers no sound any more, without a word. */
  stall(): Promise<void>;
}

/** What stands on the page's window. */
interface Controls {
  hear(ms: number): Promise<void>;
  say(sound: FastSound): void;
  drop(ms: number): Promise<void>;
  unplug(label: string): void;
  plugIn(device: FastDevice): void;
  runAhead(): void;
  mute(isMuted: boolean): void;
  stall(): void;
}

type FastWindow = { fastMicrophone: Controls };

/** One microphone with one channel. */
export const oneMicrophone: readonly FastDevice[] = [{ label: "Bordsmikrofon", channels: 1 }];

/**
 * Plugs microphones into every page that `target` loads from now on.
 *
 * @param target - a page, or a context for all of its pages
 */
export async function plugInFastMicrophones(
  target: Page | BrowserContext,
  devices: readonly FastDevice[] = oneMicrophone,
): Promise<void> {
  await target.addInitScript(installFastMicrophones, devices);
}

/** The microphones of a page that was loaded after `plugInFastMicrophones`. */
export function fastMicrophone(page: Page): FastMicrophone {
  const act = (name: keyof Controls, value?: unknown) =>
    page.evaluate(
      ([control, argument]) => {
        const { fastMicrophone } = window as unknown as FastWindow;
        return (fastMicrophone[control] as (argument: unknown) => Promise<void> | undefined)(argument);
      },
      [name, value] as const,
    );
  return {
    hear: (ms) => act("hear", ms),
    say: (sound) => act("say", sound),
    drop: (ms) => act("drop", ms),
    unplug: (label) => act("unplug", label),
    plugIn: (device) => act("plugIn", device),
    runAhead: () => act("runAhead"),
    mute: (isMuted) => act("mute", isMuted),
    stall: () => act("stall"),
  };
}

/** Runs in the page, where it is sent as text: it stands alone. */
function installFastMicrophones(devices: readonly FastDevice[]): void {
  const rate = 48_000;
  const quantum = 128;
  /** The recording is never so far ahead of what is appended that it would call the vault slow. */
  let mostAheadFrames = 8 * rate;

  interface Processor {
    process(inputs: readonly (readonly Float32Array[])[]): boolean;
  }
  type ProcessorClass = new (options: unknown) => Processor;
  interface Driven {
    readonly processor: Processor;
    readonly channels: number;
    readonly context: FastContext;
    readonly node: FastWorkletNode;
  }

  const plugged: { deviceId: string; label: string; channels: 1 | 2 }[] = [];
  const tracks = new Set<FastTrack>();
  const processors = new Map<string, ProcessorClass>();
  const nodes = new Set<Driven>();
  let sound: FastSound = "speech";
  let isStalled = false;
  let pluggedCount = 0;
  /** Of the recording under way: what was heard, and what is safe. */
  let recordedFrames = 0;
  let appendedFrames = 0;
  const listening = new Set<MessagePort>();
  /** Sound has been heard since a recording began or went on: a gap before it would be none. */
  let isHearing = false;
  let wantedFrames = 0;
  let reached: (() => void) | undefined;
  let portOfNext: MessagePort | undefined;

  class FastTrack extends EventTarget {
    readonly kind = "audio";
    readonly label: string;
    readonly channels: number;
    muted = false;
    readyState: "live" | "ended" = "live";
    onended: (() => void) | null = null;
    onmute: (() => void) | null = null;
    onunmute: (() => void) | null = null;

    constructor(label: string, channels: number) {
      super();
      this.label = label;
      this.channels = channels;
      tracks.add(this);
    }

    getSettings() {
      return { channelCount: this.channels, sampleRate: rate };
    }

    stop() {
      this.readyState = "ended";
      tracks.delete(this);
    }
  }

  class FastContext extends EventTarget {
    state = "running";
    readonly destination = {};
    onstatechange: (() => void) | null = null;
    frame = 0;
    readonly audioWorklet = {
      addModule: async (url: string) => {
        await import(new URL(url, document.baseURI).href);
      },
    };

    createMediaStreamSource(stream: { getAudioTracks(): FastTrack[] }) {
      const [track] = stream.getAudioTracks();
      return {
        connect: (node: FastWorkletNode) => {
          node.track = track;
        },
        disconnect: () => undefined,
      };
    }

    async resume() {}

    async close() {
      this.state = "closed";
      for (const node of nodes) if (node.context === this) nodes.delete(node);
    }
  }

  class FastWorkletNode extends EventTarget {
    readonly port: MessagePort;
    onprocessorerror: (() => void) | null = null;
    track: FastTrack | undefined;

    constructor(context: FastContext, name: string, options: { channelCount: number }) {
      super();
      const { port1, port2 } = new MessageChannel();
      this.port = port1;
      portOfNext = port2;
      // Beeps are placed in the recording, not in the life of the device.
      port2.addEventListener("message", ({ data }: MessageEvent<{ readonly kind: string }>) => {
        if (data.kind === "listen") listening.add(port2);
        if (data.kind === "hold") listening.delete(port2);
        isHearing = false;
      });
      const registered = processors.get(name);
      if (registered === undefined) throw new Error(`no processor ${name}`);
      nodes.add({ processor: new registered(options), channels: options.channelCount, context, node: this });
    }

    connect() {}
  }

  const scope = globalThis as unknown as Record<string, unknown>;
  scope.AudioWorkletProcessor = class {
    readonly port = portOfNext;
  };
  scope.registerProcessor = (name: string, processor: ProcessorClass) => processors.set(name, processor);
  scope.AudioContext = FastContext;
  scope.AudioWorkletNode = FastWorkletNode;

  const postToWorker = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (
    this: Worker,
    message: { readonly kind?: string; readonly endMs?: number },
    transfer?: unknown,
  ) {
    if (message.kind === "begin") recordedFrames = appendedFrames = 0;
    if (message.kind === "appended") appendedFrames = ((message.endMs ?? 0) * rate) / 1_000;
    postToWorker.call(this, message, transfer as StructuredSerializeOptions);
  };

  const media = navigator.mediaDevices;
  const changed = () => media.dispatchEvent(new Event("devicechange"));
  media.enumerateDevices = async () =>
    plugged.map(({ deviceId, label, channels }) => ({
      deviceId,
      label,
      groupId: deviceId,
      kind: "audioinput" as const,
      getCapabilities: () => ({ channelCount: { min: 1, max: channels } }),
      toJSON: () => label,
    }));
  media.getUserMedia = async (constraints) => {
    const { deviceId, channelCount } = (constraints?.audio ?? {}) as {
      deviceId?: { exact: string };
      channelCount?: { ideal: number };
    };
    const device = plugged.find((one) => deviceId === undefined || one.deviceId === deviceId.exact);
    if (device === undefined) throw new DOMException("no such microphone", "NotFoundError");
    const track = new FastTrack(device.label, Math.min(device.channels, channelCount?.ideal ?? 1));
    return { getTracks: () => [track], getAudioTracks: () => [track] } as unknown as MediaStream;
  };

  function plugIn({ label, channels }: FastDevice): void {
    pluggedCount += 1;
    plugged.push({ deviceId: `fast-${pluggedCount}`, label, channels });
    changed();
  }

  /** Ten seconds, after which the sound begins anew: a hum in syllables with pauses, and the beep. */
  function tenSeconds(kind: FastSound, channel: number): Float32Array {
    const samples = new Float32Array(10 * rate);
    if (kind === "silence") return samples;
    const loudness = kind === "quiet" ? 0.01 : 1;
    for (let index = 0; index < samples.length; index += 1) {
      const seconds = index / rate;
      if (kind === "clipping") {
        samples[index] = Math.sin(index / 30) > 0 ? 1 : -1;
        continue;
      }
      if (seconds >= 4.5 && seconds < 5.7) {
        const isBeep = seconds >= 5 && seconds < 5.2;
        samples[index] = isBeep ? loudness * 0.5 * Math.sin(2_000 * Math.PI * seconds) : 0;
        continue;
      }
      const turn = seconds < 5 ? 0 : 1;
      const hertz = turn === 0 ? 120 : 210;
      const syllable = Math.sin((Math.PI * (seconds % 0.24)) / 0.24) ** 2;
      const hum = Math.sin(2 * Math.PI * hertz * seconds) + 0.5 * Math.sin(6 * Math.PI * hertz * seconds);
      const distance = kind === "turns" && channel !== turn ? 0.02 : 1;
      samples[index] = seconds % 3 > 2.4 ? 0 : 0.25 * distance * loudness * syllable * hum;
    }
    return samples;
  }

  const made = new Map<string, Float32Array>();
  function soundOf(channel: number): Float32Array {
    const name = `${sound} ${channel}`;
    const known = made.get(name) ?? tenSeconds(sound, channel);
    made.set(name, known);
    return known;
  }

  function beat(): void {
    for (const { processor, channels, context, node } of [...nodes]) {
      const isHeard = node.track?.readyState === "live" && !node.track.muted;
      const input = Array.from({ length: channels }, (_, channel) => {
        const samples = soundOf(channel);
        // Before a recording, too, a voice goes on.
        const at = (listening.size > 0 ? recordedFrames : context.frame) % samples.length;
        return isHeard ? samples.subarray(at, at + quantum) : new Float32Array(quantum);
      });
      scope.currentFrame = context.frame;
      context.frame += quantum;
      processor.process([input]);
    }
    isHearing = listening.size > 0;
    if (isHearing) recordedFrames += quantum;
  }

  const isAhead = () => listening.size > 0 && recordedFrames - appendedFrames > mostAheadFrames;
  let lastAt = performance.now();
  let dueFrames = 0;

  function run(): void {
    const now = performance.now();
    if (isStalled) dueFrames = 0;
    else if (wantedFrames > 0) {
      while (wantedFrames > 0 && !isAhead() && performance.now() - now < 12) {
        beat();
        wantedFrames -= quantum;
      }
      dueFrames = 0;
      if (wantedFrames <= 0) reached?.();
    } else {
      dueFrames += ((now - lastAt) * rate) / 1_000;
      for (; dueFrames >= quantum && !isAhead(); dueFrames -= quantum) beat();
    }
    lastAt = now;
    again();
  }

  // Timers are held back after a few rounds; messages are not. A short rest lets the page do its own work.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = run;
  function again(): void {
    if (wantedFrames > 0) port2.postMessage(undefined);
    else setTimeout(run, 10);
  }

  const controls: Controls = {
    hear: (ms) =>
      new Promise((resolve) => {
        wantedFrames = (ms * rate) / 1_000;
        reached = resolve;
      }),
    say(next) {
      sound = next;
    },
    async drop(ms) {
      while (!isHearing) await new Promise((resolve) => setTimeout(resolve, 5));
      const frames = Math.round((ms * rate) / 1_000 / quantum) * quantum;
      for (const { context } of nodes) context.frame += frames;
      recordedFrames += frames;
    },
    unplug(label) {
      const at = plugged.findIndex((device) => device.label === label);
      if (at >= 0) plugged.splice(at, 1);
      for (const track of tracks) {
        if (track.label !== label) continue;
        track.readyState = "ended";
        track.onended?.();
      }
      changed();
    },
    plugIn,
    runAhead() {
      mostAheadFrames = Number.POSITIVE_INFINITY;
    },
    mute(isMuted) {
      for (const track of tracks) {
        track.muted = isMuted;
        (isMuted ? track.onmute : track.onunmute)?.();
      }
    },
    stall() {
      isStalled = true;
    },
  };
  for (const device of devices) plugIn(device);
  (window as unknown as FastWindow).fastMicrophone = controls;
  run();
}
