/** The model that judges how likely somebody speaks: Silero's voice activity detector, run in WebAssembly. */
import * as ort from "onnxruntime-web/wasm";

/** Samples that are judged at a time, at 16 kHz. */
export const judgedSamples = 512;
/** Samples from before them that the model is given along; without them it hears next to nothing. */
const contextSamples = 64;
const stateShape = [2, 1, 128] as const;
const stateSize = 256;

/** Judges a sound from its beginning on: each call hears the next `judgedSamples`. @returns 0…1 */
export type SpeechJudge = (samples: Float32Array) => Promise<number>;

/** The model, loaded once. */
export interface SpeechModel {
  /** Begins with a sound of which nothing was heard. */
  judge(): SpeechJudge;
}

/**
 * Loads the model.
 *
 * @param files - the bytes of the runtime and of the weights, which ship with the application
 */
export async function loadSpeechModel(files: {
  readonly wasm: ArrayBuffer;
  readonly weights: ArrayBuffer;
}): Promise<SpeechModel> {
  // More threads would need shared memory between origins; one is many times faster than the sound.
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = files.wasm;
  ort.env.logLevel = "error";
  const session = await ort.InferenceSession.create(new Uint8Array(files.weights), {
    executionProviders: ["wasm"],
    logSeverityLevel: 3,
  });
  const sr = new ort.Tensor("int64", BigInt64Array.of(16_000n), []);

  return {
    judge() {
      let state = new ort.Tensor("float32", new Float32Array(stateSize), stateShape);
      const input = new Float32Array(contextSamples + judgedSamples);
      return async (samples) => {
        input.copyWithin(0, judgedSamples);
        input.set(samples, contextSamples);
        const heard = new ort.Tensor("float32", input, [1, input.length]);
        const { output, stateN } = await session.run({ input: heard, state, sr });
        if (!isFloats(output) || !isFloats(stateN)) throw new TypeError("not the model that was meant");
        state = stateN;
        return output.data[0] ?? 0;
      };
    },
  };
}

function isFloats(tensor: ort.Tensor | undefined): tensor is ort.TypedTensor<"float32"> {
  return tensor?.type === "float32";
}
