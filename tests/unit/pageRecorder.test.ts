import { describe, expect, test } from "vitest";
import { AppFailure } from "../../renderer/api/appFailure.ts";
import type { Capture, CaptureSink } from "../../renderer/audio/capture/capture.ts";
import type { Microphone } from "../../renderer/audio/capture/openMicrophone.ts";
import {
  createRecorder,
  type Recorder,
  type RecorderState,
} from "../../renderer/features/record/recorder.ts";
import { startRecording } from "../../renderer/features/record/recordSubject.ts";
import type { ConversationId, NoteId, RecordingId } from "../../shared/domain/ids.ts";
import type { AppError } from "../../shared/errors.ts";

const conversationId = "c" as ConversationId;
const recordingId = "r" as RecordingId;
const second = { bytes: new Uint8Array(4_000), peaks: new Int8Array(100) };

/** A microphone that is driven by hand; one second of sound at a time. */
function handDriven(label = "Jabra Speak") {
  let sink: CaptureSink | undefined;
  let failed: (error: unknown) => void = () => undefined;
  let ended: (end: "unplugged") => void = () => undefined;
  let index = 0;
  const did: string[] = [];
  const capture: Capture = {
    get positionMs() {
      return index * 1_000;
    },
    filledMs: 0,
    pause: async () => void did.push("pause"),
    resume: (other) => void did.push(other === undefined ? "resume" : `resume with ${other.label}`),
    stop: async () => {
      did.push("stop");
      return { durationMs: index * 1_000 };
    },
    onFailure: (listener) => {
      failed = listener;
      return () => undefined;
    },
  };
  const microphone: Microphone = {
    label,
    channels: 1,
    onLevel: () => () => undefined,
    onEnded: (listener) => {
      ended = listener;
      return () => undefined;
    },
    onMuted: () => () => undefined,
    onSameSound: () => () => undefined,
    record: (to) => {
      sink = to;
      return capture;
    },
    listen: () => undefined,
    hold: () => undefined,
    close: () => void did.push("close"),
  };
  return {
    microphone,
    did,
    unplug: () => ended("unplugged"),
    breakDown: () => failed(new Error("the worker is silent")),
    hear: async () => {
      index += 1;
      await sink
        ?.append({ index: index - 1, endMs: index * 1_000, ...second } as Parameters<
          CaptureSink["append"]
        >[0])
        .catch(failed);
    },
  };
}

type Answers = Readonly<Record<string, (input: never) => unknown>>;

function recorderFor(answers: Answers = {}) {
  const asked: (readonly [string, unknown])[] = [];
  const states: RecorderState[] = [];
  let nowMs = 0;
  const usual: Answers = {
    "recording.begin": () => ({ recordingId, roomMs: 7_200_000 }),
    "recording.append": () => ({ roomMs: 7_199_000 }),
    "recording.bookmark": () => ({ noteId: "n" as NoteId }),
    "recording.finish": () => ({ durationMs: 2_000 }),
  };
  const ports = {
    call: async (name: string, input: unknown) => {
      if (name !== "recording.append") asked.push([name, input]);
      return (answers[name] ?? usual[name])?.(input as never) ?? {};
    },
    monotonic: () => nowMs,
    onChange: (state: RecorderState) => void states.push(state),
  };
  const recorder = createRecorder(ports as unknown as Parameters<typeof createRecorder>[0]);
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { recorder, asked, states, ports, pass };
}

async function begun(answers: Answers = {}) {
  const built = recorderFor(answers);
  const heard = handDriven();
  await built.recorder.start({
    conversationId,
    microphone: heard.microphone,
    firstChannel: null,
    ground: { kind: "role-play" },
  });
  return { ...built, ...heard };
}

const refuse = (code: AppError["code"]) => () => {
  throw new AppFailure({ code });
};

describe("a recording", () => {
  test("says how much is saved and how much room is left", async () => {
    const { recorder, hear } = await begun();
    await hear();
    await hear();
    expect(recorder.state()).toEqual({
      phase: "recording",
      conversationId,
      recordingId,
      microphoneLabel: "Jabra Speak",
      channels: 1,
      ground: { kind: "role-play" },
      roomMs: 7_199_000,
      savedMs: 2_000,
      bookmarks: 0,
    });
  });

  test("ends when it is stopped, with everything that was on its way", async () => {
    const { recorder, hear, did, asked } = await begun();
    await hear();
    await recorder.bookmark();
    await Promise.all([recorder.stop(), recorder.stop()]);
    expect([recorder.state(), did, asked]).toEqual([
      { phase: "done", conversationId, durationMs: 2_000, bookmarks: 1, because: "stopped", problem: null },
      ["stop", "close"],
      [
        ["recording.begin", { conversationId, channels: 1, firstChannel: null }],
        ["shell.setRecording", { phase: "recording" }],
        ["recording.bookmark", { recordingId, atMs: 1_000, label: "" }],
        ["recording.finish", { recordingId }],
        ["shell.setRecording", { phase: "off" }],
      ],
    ]);
  });

  test("marks how long a pause was, also if it is stopped in it", async () => {
    const { recorder, hear, asked, pass } = await begun();
    await hear();
    await recorder.pause();
    pass(120_000);
    await recorder.resume();
    await hear();
    await recorder.pause();
    pass(5_000);
    await recorder.stop();
    expect(asked.filter(([name]) => name === "recording.mark").map(([, input]) => input)).toEqual([
      { recordingId, mark: { kind: "pause", atMs: 1_000, pausedMs: 120_000 } },
      { recordingId, mark: { kind: "pause", atMs: 2_000, pausedMs: 5_000 } },
    ]);
  });

  test("pauses by itself when its microphone is unplugged, and goes on with another", async () => {
    const { recorder, unplug, did } = await begun();
    unplug();
    const paused = recorder.state();
    const other = handDriven("Inbyggd mikrofon");
    await recorder.resume(other.microphone);
    const after = recorder.state();
    other.unplug();
    expect([
      paused.phase === "paused" && paused.why,
      after.phase === "recording" && after.microphoneLabel,
      recorder.state().phase,
      did,
    ]).toEqual([
      "unplugged",
      "Inbyggd mikrofon",
      "paused",
      ["pause", "close", "resume with Inbyggd mikrofon", "pause"],
    ]);
  });

  test("is told of a microphone that is unplugged in a pause, and goes on only with one that is there", async () => {
    const { recorder, unplug } = await begun();
    await recorder.pause();
    unplug();
    const { phase, why } = recorder.state() as { phase: string; why: string };
    expect([phase, why]).toEqual(["paused", "unplugged"]);
  });

  test("goes on as it is left, whatever happens while a pause is noted", async () => {
    const { recorder, did } = await begun({ "recording.mark": () => new Promise(() => undefined) });
    await recorder.pause();
    void recorder.resume();
    void recorder.pause();
    expect([recorder.state().phase, did]).toEqual(["paused", ["pause", "resume", "pause"]]);
  });

  test("closes a microphone that comes when nothing is paused any more", async () => {
    const { recorder } = await begun();
    const late = handDriven("Sen mikrofon");
    await recorder.resume(late.microphone);
    expect(late.did).toEqual(["close"]);
  });

  test("ends while there is room for what the encoder holds, not when a piece is refused", async () => {
    const { recorder, hear, asked } = await begun({ "recording.append": () => ({ roomMs: 0 }) });
    await hear();
    await recorder.stop();
    expect([recorder.state(), asked.map(([name]) => name)]).toEqual([
      expect.objectContaining({ phase: "done", because: "disk-nearly-full" }),
      ["recording.begin", "shell.setRecording", "recording.finish", "shell.setRecording"],
    ]);
  });

  test("says that nothing came, also where the microphone broke first", async () => {
    const { recorder, breakDown } = await begun({ "recording.finish": refuse("recording.empty") });
    breakDown();
    await recorder.stop();
    expect(recorder.state()).toEqual(
      expect.objectContaining({ phase: "cut-off", error: new AppFailure({ code: "recording.empty" }) }),
    );
  });

  test("counts a bookmark once it is kept", async () => {
    const { recorder } = await begun({ "recording.bookmark": refuse("vault.process-ended") });
    await expect(recorder.bookmark()).rejects.toThrow();
    expect(recorder.state()).toEqual(expect.objectContaining({ bookmarks: 0 }));
  });

  test("asks again for the spoken permission where it could not be marked", async () => {
    const { recorder } = recorderFor({ "recording.mark": refuse("vault.process-ended") });
    const ground = { kind: "client", number: 17, form: "to-repeat", readAloud: "…" } as const;
    const { microphone } = handDriven();
    await recorder.start({ conversationId, microphone, firstChannel: null, ground });
    await expect(recorder.permissionRepeated()).rejects.toThrow();
    expect(recorder.state()).toEqual(expect.objectContaining({ ground }));
  });

  test("ends by itself, whole, before the disk is full", async () => {
    const { recorder, hear, asked } = await begun({
      "recording.append": refuse("recording.disk-nearly-full"),
    });
    await hear();
    await recorder.stop();
    expect([recorder.state(), asked.map(([name]) => name)]).toEqual([
      expect.objectContaining({ phase: "done", because: "disk-nearly-full" }),
      ["recording.begin", "shell.setRecording", "recording.finish", "shell.setRecording"],
    ]);
  });

  test("says what is kept when the vault has died, and asks nothing more of it", async () => {
    const { recorder, hear, did, asked } = await begun();
    await hear();
    recorder.vaultEnded();
    await recorder.stop();
    expect([recorder.state(), did, asked.map(([name]) => name)]).toEqual([
      expect.objectContaining({ phase: "cut-off", conversationId, savedMs: 1_000, bookmarks: 0 }),
      ["close", "stop"],
      ["recording.begin", "shell.setRecording", "shell.setRecording"],
    ]);
  });

  test("goes on when the one before, which was cut off, goes silent at last", async () => {
    const { recorder, hear, breakDown } = await begun();
    await hear();
    recorder.vaultEnded();
    const next = handDriven();
    const wish = { conversationId, microphone: next.microphone, firstChannel: null } as const;
    await recorder.start({ ...wish, ground: { kind: "role-play" } });
    breakDown();
    await next.hear();
    expect(recorder.state()).toEqual(expect.objectContaining({ phase: "recording", savedMs: 1_000 }));
  });

  test("is cut off, not done, where its end could not be saved", async () => {
    const { recorder, hear } = await begun({ "recording.finish": refuse("vault.process-ended") });
    await hear();
    await recorder.stop();
    expect(recorder.state()).toEqual(expect.objectContaining({ phase: "cut-off", savedMs: 1_000 }));
  });

  test("keeps a bookmark that comes while it ends", async () => {
    let kept: (answer: { noteId: NoteId }) => void = () => undefined;
    const { recorder, asked } = await begun({
      "recording.bookmark": () => new Promise((resolve) => (kept = resolve)),
    });
    const bookmark = recorder.bookmark();
    const stopped = recorder.stop();
    // All that does not wait for the bookmark has come by then.
    await new Promise((resolve) => setTimeout(resolve));
    const before = asked.map(([name]) => name);
    kept({ noteId: "n" as NoteId });
    await Promise.all([bookmark, stopped]);
    expect([
      before.includes("recording.finish"),
      asked.map(([name]) => name).includes("recording.finish"),
    ]).toEqual([false, true]);
  });

  test("asks for the spoken permission once, and marks where it is heard", async () => {
    const { recorder, asked } = recorderFor();
    const { microphone, hear } = handDriven();
    const ground = { kind: "client", number: 17, form: "to-repeat", readAloud: "…" } as const;
    await recorder.start({ conversationId, microphone, firstChannel: null, ground });
    await hear();
    await Promise.all([recorder.permissionRepeated(), recorder.permissionRepeated()]);
    await recorder.permissionRepeated();
    const after = recorder.state();
    expect([
      after.phase === "recording" && after.ground,
      asked.filter(([name]) => name === "recording.mark").map(([, input]) => input),
    ]).toEqual([
      { kind: "client", number: 17, form: "repeated" },
      [{ recordingId, mark: { kind: "permission", startMs: 0, endMs: 1_000 } }],
    ]);
  });
});

describe("starting", () => {
  const draft = {
    permission: { kind: "role-play", title: "Prov", participants: [] },
    occasion: "",
    heldOn: "2026-11-25",
  } as never;

  async function start(recorder: Pick<Recorder, "start">, asked: unknown[]) {
    const call = async (name: string) => {
      asked.push(name);
      return { conversationId };
    };
    await startRecording(
      { kind: "new", draft },
      { microphone: handDriven().microphone, firstChannel: null, ground: { kind: "role-play" } },
      { call, recorder } as never,
    );
  }

  test("leaves nothing behind if it is refused", async () => {
    const { recorder } = recorderFor({ "recording.begin": refuse("recording.no-room") });
    const asked: unknown[] = [];
    await expect(start(recorder, asked)).rejects.toThrow("recording.no-room");
    expect([asked, recorder.state()]).toEqual([
      ["conversation.create", "conversation.discard"],
      { phase: "none" },
    ]);
  });

  test("makes the conversation only when it begins", async () => {
    const { recorder } = recorderFor();
    const asked: unknown[] = [];
    await start(recorder, asked);
    expect([asked, recorder.state().phase]).toEqual([["conversation.create"], "recording"]);
  });
});
