/** The capture worklet: hands sound on in blocks, straight to the capture worker, and tells the page how loud it is. */
import { levelMs, levelOf } from "../../../shared/domain/level.ts";
import { type FromWorklet, processorName, type SoundMessage, type ToWorklet } from "./captureMessage.ts";
import { captureRate } from "./opusSettings.ts";
import { createSameSoundDetector } from "./sameSound.ts";

// The types of the DOM know nothing of the scope a worklet runs in.
declare const currentFrame: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(
  name: string,
  processor: new (options: { readonly processorOptions: { readonly channels: 1 | 2 } }) => object,
): void;

/** Samples handed on together: one level's worth. */
const blockFrames = (captureRate * levelMs) / 1_000;

class CaptureProcessor extends AudioWorkletProcessor {
  private readonly channelCount: 1 | 2;
  private readonly sameSound = createSameSoundDetector(captureRate);
  private block: Float32Array<ArrayBuffer>[];
  private blockAt = 0;
  private filled = 0;
  private listener: MessagePort | undefined;
  private isOpen = true;

  constructor(options: { readonly processorOptions: { readonly channels: 1 | 2 } }) {
    super();
    this.channelCount = options.processorOptions.channels;
    this.block = this.emptyBlock();
    this.port.onmessage = ({ data }: MessageEvent<ToWorklet>) => this.obey(data);
  }

  /** @param inputs - one input; without channels while nothing is connected to it */
  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    const channels = inputs[0] ?? [];
    const frames = channels[0]?.length ?? 128;
    // The audio thread was late: what follows does not join on.
    if (currentFrame !== this.blockAt + this.filled) this.hand();
    if (this.filled === 0) this.blockAt = currentFrame;
    for (let from = 0; from < frames; ) {
      const count = Math.min(frames - from, blockFrames - this.filled);
      for (const [index, samples] of this.block.entries()) {
        const source = channels[index] ?? channels[0];
        if (source !== undefined) samples.set(source.subarray(from, from + count), this.filled);
      }
      this.filled += count;
      from += count;
      if (this.filled === blockFrames) {
        this.hand();
        this.blockAt = currentFrame + from;
      }
    }
    return this.isOpen;
  }

  private obey(message: ToWorklet): void {
    switch (message.kind) {
      case "listen":
        this.hand();
        this.listener = message.port;
        break;
      case "hold":
        this.hand();
        this.tell({ kind: "held" }, []);
        this.listener = undefined;
        break;
      case "close":
        this.isOpen = false;
        break;
    }
  }

  /** Hands on what is there, and begins a new block. */
  private hand(): void {
    if (this.filled === 0) return;
    const channels = this.block.map((samples) => samples.slice(0, this.filled));
    const [first, second] = channels;
    const isSameSound = first !== undefined && second !== undefined && this.sameSound.push(first, second);
    this.port.postMessage({ levels: channels.map(levelOf), isSameSound } satisfies FromWorklet);
    this.tell(
      { kind: "sound", atFrame: this.blockAt, channels },
      channels.map(({ buffer }) => buffer),
    );
    this.filled = 0;
    for (const samples of this.block) samples.fill(0);
  }

  private tell(message: SoundMessage, transfer: ArrayBuffer[]): void {
    this.listener?.postMessage(message, transfer);
  }

  private emptyBlock(): Float32Array<ArrayBuffer>[] {
    return Array.from({ length: this.channelCount }, () => new Float32Array(blockFrames));
  }
}

registerProcessor(processorName, CaptureProcessor);
