/** One recording from the first second to the last: what the keys, the shell and the vault do to it. */
import type { RequestInput, RequestName, RequestOutput } from "../../../shared/contract.ts";
import type { ConversationId, NoteId, RecordingId } from "../../../shared/domain/ids.ts";
import { AppFailure } from "../../api/appFailure.ts";
import type { Capture } from "../../audio/capture/capture.ts";
import type { Microphone, MicrophoneEnd } from "../../audio/capture/openMicrophone.ts";
import { createLevelHistory, type LevelHistory } from "./levelHistory.ts";

/** What a recording needs from its surroundings. */
export interface RecorderPorts {
  call<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<RequestOutput<Name>>;
  /** A clock that only goes forward, in ms. */
  monotonic(): number;
  /** Told whenever the state is another one. */
  onChange(state: RecorderState): void;
}

/** What is recorded, and with what. */
export interface RecordWish {
  readonly conversationId: ConversationId;
  readonly microphone: Microphone;
  /** Who sits at the first channel; `null` for one channel. */
  readonly firstChannel: "practitioner" | "client" | null;
  readonly ground: RecordingGround;
}

/**
 * What the recording rests on, without saying with whom.
 *
 * `to-repeat`: the client's spoken permission is still to be repeated, as the first thing that is heard; `repeated`:
 * it can be heard; `noted`: it is only written down who asked, and what was answered.
 */
export type RecordingGround =
  | { readonly kind: "client"; readonly number: number; readonly form: "written" | "repeated" | "noted" }
  | {
      readonly kind: "client";
      readonly number: number;
      readonly form: "to-repeat";
      readonly readAloud: string;
    }
  | { readonly kind: "role-play" | "exercise" };

/** Why nothing is recorded just now although nobody has stopped. */
export type PauseReason = "person" | MicrophoneEnd;

/** Why a recording has ended. */
export type EndReason = "stopped" | "disk-nearly-full" | "failed";

/** What a running recording is known by. */
export interface RunningRecording {
  readonly conversationId: ConversationId;
  readonly recordingId: RecordingId;
  readonly microphoneLabel: string;
  readonly channels: 1 | 2;
  /** How much longer there is room, in ms. */
  readonly roomMs: number;
  /** So much of it is on the disk. */
  readonly savedMs: number;
  readonly bookmarks: number;
  readonly ground: RecordingGround;
}

export type RecorderState =
  | { readonly phase: "none" }
  | { readonly phase: "starting"; readonly conversationId: ConversationId }
  | (RunningRecording & { readonly phase: "recording" })
  | (RunningRecording & { readonly phase: "paused"; readonly why: PauseReason })
  | (RunningRecording & { readonly phase: "finishing" })
  | {
      readonly phase: "done";
      readonly conversationId: ConversationId;
      readonly durationMs: number;
      readonly bookmarks: number;
      readonly because: EndReason;
      /** What ended it before anyone stopped; `null` for nothing. */
      readonly problem: unknown;
    }
  /** The vault is gone or does not answer: what was saved is kept, and is there again after unlocking. */
  | {
      readonly phase: "cut-off";
      readonly conversationId: ConversationId;
      readonly savedMs: number;
      readonly bookmarks: number;
      readonly error: unknown;
    };

/** A recording that has not ended. */
export type Running = Extract<RecorderState, { readonly recordingId: RecordingId }>;

/** A bookmark as it was set; its label may come later. */
export interface SetBookmark {
  readonly noteId: NoteId;
  readonly atMs: number;
}

/** At most one recording at a time; lives as long as the page. */
export interface Recorder {
  state(): RecorderState;
  /** How long the sound is, in ms: pauses are no part of it. */
  positionMs(): number;
  /** What was heard lately; pauses are no part of it. */
  levels(): LevelHistory;
  /** Begins. @throws what refused it; nothing is recorded then */
  start(wish: RecordWish): Promise<void>;
  pause(why?: PauseReason): Promise<void>;
  /** Goes on, with another microphone where one is given: from then on the recorder's own, also where nothing is paused. */
  resume(microphone?: Microphone): Promise<void>;
  /** Marks this moment, at once. @returns `null` if nothing is running */
  bookmark(): Promise<SetBookmark | null>;
  label(noteId: NoteId, label: string): Promise<void>;
  /** The client has said yes on the recording: all of it so far is that passage. @throws what kept it from being marked */
  permissionRepeated(): Promise<void>;
  /** One goes on without: the record of the permission is all there is. */
  permissionNotRepeated(): void;
  /** Ends and saves; resolves when the sound is whole. Does nothing where nothing runs. */
  stop(): Promise<void>;
  /** The vault process has died. */
  vaultEnded(): void;
  /** Forgets how the last one ended. */
  settle(): void;
}

/** What only the recorder holds of a running recording. */
interface Held {
  microphone: Microphone;
  readonly capture: Capture;
  stopListening: () => void;
  pausedAt: { readonly positionMs: number; readonly monotonicMs: number } | null;
}

/** Creates the recorder of a page. */
export function createRecorder(ports: RecorderPorts): Recorder {
  let state: RecorderState = { phase: "none" };
  let held: Held | null = null;
  let ending: Promise<void> | null = null;
  /** What is still on its way to the vault; a recording is not finished before it. */
  let underWay: Promise<unknown> = Promise.resolve();
  let levels = createLevelHistory();
  /** The permission on the recording is marked once. */
  let isMarking = false;

  const recorder: Recorder = {
    state: () => state,
    positionMs: () => Math.round(held?.capture.positionMs ?? 0),
    levels: () => levels,
    start: async (wish) => {
      if (state.phase === "starting" || isRunning(state)) return;
      enter({ phase: "starting", conversationId: wish.conversationId });
      try {
        await begin(wish);
      } catch (error) {
        enter({ phase: "none" });
        throw error;
      }
    },
    pause: async (why = "person") => {
      if (held === null || state.phase !== "recording") return;
      enter({ ...state, phase: "paused", why });
      held.pausedAt = { positionMs: recorder.positionMs(), monotonicMs: ports.monotonic() };
      tellShell("paused");
      await held.capture.pause().catch(failed);
    },
    resume: async (microphone) => {
      if (held === null || state.phase !== "paused") {
        microphone?.close();
        return;
      }
      const { why: _, ...running } = state;
      // Nothing is waited for: what happens meanwhile would be undone by what was known before.
      void onItsWay(notePause(held, running.recordingId));
      if (microphone !== undefined) exchange(held, microphone);
      held.capture.resume(microphone);
      enter({ ...running, phase: "recording", microphoneLabel: held.microphone.label });
      tellShell("recording");
    },
    bookmark: async () => {
      if (state.phase !== "recording" && state.phase !== "paused") return null;
      const atMs = recorder.positionMs();
      const { recordingId } = state;
      const { noteId } = await onItsWay(ports.call("recording.bookmark", { recordingId, atMs, label: "" }));
      if (isRunning(state)) know({ bookmarks: state.bookmarks + 1 });
      return { noteId, atMs };
    },
    label: async (noteId, label) => {
      await onItsWay(ports.call("recording.labelBookmark", { noteId, label }));
    },
    permissionRepeated: async () => {
      if (!isRunning(state) || !isPermissionToRepeat(state.ground) || isMarking) return;
      const { recordingId, ground } = state;
      const passage = { kind: "permission", startMs: 0, endMs: Math.max(1, recorder.positionMs()) } as const;
      isMarking = true;
      try {
        await onItsWay(ports.call("recording.mark", { recordingId, mark: passage }));
        know({ ground: { kind: ground.kind, number: ground.number, form: "repeated" } });
      } finally {
        isMarking = false;
      }
    },
    permissionNotRepeated: () => {
      if (!isRunning(state) || !isPermissionToRepeat(state.ground)) return;
      const { kind, number } = state.ground;
      know({ ground: { kind, number, form: "noted" } });
    },
    stop: () => end("stopped", null),
    vaultEnded: () => {
      if (isRunning(state)) cutOff(new AppFailure({ code: "vault.process-ended" }));
    },
    settle: () => {
      if (state.phase === "done" || state.phase === "cut-off") enter({ phase: "none" });
    },
  };
  return recorder;

  async function begin(wish: RecordWish): Promise<void> {
    const { conversationId, microphone, firstChannel, ground } = wish;
    const { channels, label: microphoneLabel } = microphone;
    const begun = await ports.call("recording.begin", { conversationId, channels, firstChannel });
    const { recordingId, roomMs } = begun;
    const capture = microphone.record({
      append: async (piece) => {
        const room = await ports.call("recording.append", { recordingId, ...piece });
        know({ roomMs: room.roomMs, savedMs: piece.endMs });
        // There is room now for what the encoder still holds, and for putting all of it together.
        if (room.roomMs === 0) void end("disk-nearly-full", null);
      },
    });
    capture.onFailure((error) => {
      // One that was cut off may go silent much later: that is no news of the next.
      if (held?.capture === capture) failed(error);
    });
    levels = createLevelHistory();
    held = { microphone, capture, stopListening: () => undefined, pausedAt: null };
    listenTo(held);
    tellShell("recording");
    enter({
      phase: "recording",
      conversationId,
      recordingId,
      microphoneLabel,
      channels,
      roomMs,
      savedMs: 0,
      bookmarks: 0,
      ground,
    });
  }

  function end(because: EndReason, problem: unknown): Promise<void> {
    if (ending === null && held !== null && isRunning(state)) {
      enter({ ...state, phase: "finishing" });
      ending = finish(held, state, because, problem).finally(() => {
        ending = null;
      });
    }
    return ending ?? Promise.resolve();
  }

  async function finish(last: Held, { recordingId }: Running, because: EndReason, problem: unknown) {
    last.stopListening();
    try {
      // What cannot be appended any more must not keep the rest from being finished.
      await last.capture.stop().catch((error: unknown) => {
        problem ??= error;
      });
      last.microphone.close();
      await underWay;
      await notePause(last, recordingId);
      const { durationMs } = await ports.call("recording.finish", { recordingId });
      if (!isRunning(state)) return;
      const { conversationId, bookmarks } = state;
      const reason = problem === null || because !== "stopped" ? because : "failed";
      leave({ phase: "done", conversationId, durationMs, bookmarks, because: reason, problem });
    } catch (error) {
      cutOff(isNothingKept(error) ? error : (problem ?? error));
    }
  }

  function cutOff(error: unknown): void {
    if (!isRunning(state)) return;
    held?.stopListening();
    held?.microphone.close();
    // Its worker ends, whatever becomes of what the vault has not taken.
    void held?.capture.stop().catch(() => undefined);
    const { conversationId, savedMs, bookmarks } = state;
    leave({ phase: "cut-off", conversationId, savedMs, bookmarks, error });
  }

  function leave(next: RecorderState): void {
    held = null;
    enter(next);
    tellShell("off");
  }

  /** The disk is nearly full, or a piece could not be kept: what is there is made whole at once. */
  function failed(error: unknown): void {
    const isFull = error instanceof AppFailure && error.error.code === "recording.disk-nearly-full";
    void end(isFull ? "disk-nearly-full" : "failed", error);
  }

  async function notePause(last: Held, recordingId: RecordingId): Promise<void> {
    const { pausedAt } = last;
    last.pausedAt = null;
    if (pausedAt === null) return;
    const pausedMs = Math.round(ports.monotonic() - pausedAt.monotonicMs);
    const mark = { kind: "pause", atMs: pausedAt.positionMs, pausedMs } as const;
    // A pause that is not marked is no reason to stop.
    await ports.call("recording.mark", { recordingId, mark }).catch(() => undefined);
  }

  function exchange(last: Held, microphone: Microphone): void {
    last.stopListening();
    last.microphone.close();
    last.microphone = microphone;
    listenTo(last);
  }

  function listenTo(last: Held): void {
    const stops = [
      last.microphone.onEnded(lose),
      last.microphone.onLevel((channels) => {
        if (state.phase === "recording") levels.add(channels);
      }),
    ];
    last.stopListening = () => {
      for (const stop of stops) stop();
    };
  }

  /** Also in a pause: going on would listen to nothing. */
  function lose(end: MicrophoneEnd): void {
    if (state.phase === "paused") enter({ ...state, why: end });
    else void recorder.pause(end);
  }

  function onItsWay<T>(request: Promise<T>): Promise<T> {
    underWay = Promise.allSettled([underWay, request]);
    return request;
  }

  /** Notes what is known by now, in whichever phase it is. */
  function know(part: Partial<RunningRecording>): void {
    if (isRunning(state)) enter({ ...state, ...part });
  }

  function enter(next: RecorderState): void {
    state = next;
    ports.onChange(next);
  }

  function tellShell(phase: "off" | "recording" | "paused"): void {
    // A computer that may fall asleep is no reason to lose a recording.
    ports.call("shell.setRecording", { phase }).catch(() => undefined);
  }
}

/** Whether an end says that there is nothing to come back to: no sound came, or its permission is over. */
export function isNothingKept(error: unknown): boolean {
  return (
    error instanceof AppFailure &&
    (error.error.code === "recording.empty" || error.error.code === "media.erased")
  );
}

/** Why there is no microphone to record with just now; `null` where there is one. */
export function lostMicrophone(state: Running): MicrophoneEnd | null {
  return state.phase === "paused" && state.why !== "person" ? state.why : null;
}

/** Whether the client's spoken yes is still to be heard. */
export function isPermissionToRepeat(
  ground: RecordingGround,
): ground is Extract<RecordingGround, { readonly form: "to-repeat" }> {
  return ground.kind === "client" && ground.form === "to-repeat";
}

/** Whether sound is being taken up, or its end is still being saved. */
export function isRunning(state: RecorderState): state is Running {
  return state.phase === "recording" || state.phase === "paused" || state.phase === "finishing";
}
