/** The speech worker: hears where somebody speaks, away from the page's thread, one job in its life. */
import weightsUrl from "@ricky0123/vad-web/dist/silero_vad_v5.onnx?url";
import wasmUrl from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import { Refusal } from "../openTrack.ts";
import { hearSpeech } from "./hearSpeech.ts";
import type { FromSpeechWorker, SpeechJob } from "./speechMessage.ts";
import { loadSpeechModel } from "./speechModel.ts";

const progressStep = 0.005;

self.addEventListener("message", (event: MessageEvent<SpeechJob>) => void run(event.data));

async function run({ url, stretches }: SpeechJob): Promise<void> {
  try {
    const [wasm, weights] = await Promise.all([bytesOf(wasmUrl), bytesOf(weightsUrl)]);
    const model = await loadSpeechModel({ wasm, weights });
    let said = 0;
    const heard = await hearSpeech(url, stretches, model, (share) => {
      if (share < said + progressStep) return;
      said = share;
      say({ kind: "progress", share });
    });
    say({ kind: "heard", heard });
  } catch (error) {
    say(error instanceof Refusal ? { kind: "refused", code: error.code } : { kind: "failed" });
  }
}

async function bytesOf(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new TypeError("a file of the application is missing");
  return response.arrayBuffer();
}

function say(message: FromSpeechWorker): void {
  self.postMessage(message);
}
