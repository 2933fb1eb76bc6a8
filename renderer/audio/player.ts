/** Plays one conversation's sound: positions in integer ms, a loop, a little rewind on resume. */

/** Speeds to choose from; the pitch is kept. */
export const playbackSpeeds = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;

/** `[startMs, endMs)`. */
export interface PlayRange {
  readonly startMs: number;
  readonly endMs: number;
}

/** What a transport shows; a new object with each change, the position is told apart. */
export interface PlayerState {
  readonly phase: "loading" | "paused" | "playing" | "failed";
  readonly speed: number;
  /** 0…1 */
  readonly volume: number;
  readonly loop: PlayRange | null;
}

/** The media element with the manners of a dictation machine; lives until `dispose`. */
export interface Player {
  readonly media: HTMLAudioElement;
  state(): PlayerState;
  /** Hears changes of state; returns the function that stops. */
  onState(listener: () => void): () => void;
  /** Hears positions, at each frame while playing; returns the function that stops. */
  onPosition(listener: (positionMs: number) => void): () => void;
  positionMs(): number;
  /** As the media element tells it; `null` while unknown. */
  durationMs(): number | null;
  /** Goes on from a little earlier than where it was paused, unless one has moved meanwhile. */
  play(): void;
  pause(): void;
  toggle(): void;
  seek(positionMs: number): void;
  skip(byMs: number): void;
  setSpeed(speed: number): void;
  setVolume(volume: number): void;
  /** Repeats a range while it is set; `null` ends it. */
  setLoop(loop: PlayRange | null): void;
  dispose(): void;
}

/**
 * Creates a player.
 *
 * @param url - relative address, `media/<token>`
 * @param rewindOnResumeMs - asked for at each resume
 */
export function createPlayer(url: string, rewindOnResumeMs: () => number): Player {
  const media = new Audio();
  media.preload = "auto";
  media.preservesPitch = true;
  media.src = url;

  const stateListeners = new Set<() => void>();
  const positionListeners = new Set<(positionMs: number) => void>();
  let state: PlayerState = { phase: "loading", speed: 1, volume: 1, loop: null };
  let pausedAtMs: number | undefined;
  let frame = 0;

  function change(part: Partial<PlayerState>): void {
    state = { ...state, ...part };
    for (const listener of stateListeners) listener();
  }

  function tell(): void {
    const positionMs = player.positionMs();
    for (const listener of positionListeners) listener(positionMs);
  }

  function eachFrame(): void {
    const { loop } = state;
    if (loop !== null && player.positionMs() >= loop.endMs) player.seek(loop.startMs);
    else tell();
    frame = requestAnimationFrame(eachFrame);
  }

  function stopFrames(): void {
    cancelAnimationFrame(frame);
    frame = 0;
  }

  const heard: Readonly<Record<string, () => void>> = {
    loadedmetadata: () => {
      if (state.phase === "loading") change({ phase: media.paused ? "paused" : "playing" });
      tell();
    },
    durationchange: () => change({}),
    play: () => {
      change({ phase: "playing" });
      if (frame === 0) eachFrame();
    },
    pause: () => {
      stopFrames();
      pausedAtMs = player.positionMs();
      change({ phase: "paused" });
      tell();
    },
    ended: () => {
      const { loop } = state;
      if (loop === null) return;
      player.seek(loop.startMs);
      start();
    },
    seeking: tell,
    seeked: tell,
    timeupdate: loopInBackground,
    error: () => change({ phase: "failed" }),
  };
  for (const [name, listener] of Object.entries(heard)) media.addEventListener(name, listener);

  // Frames stand still in a hidden window, sound does not.
  function loopInBackground(): void {
    const { loop } = state;
    if (loop !== null && !media.paused && player.positionMs() >= loop.endMs) player.seek(loop.startMs);
  }

  function start(): void {
    media.play().catch(() => change({ phase: media.error === null ? "paused" : "failed" }));
  }

  const player: Player = {
    media,
    state: () => state,
    onState: (listener) => {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    onPosition: (listener) => {
      positionListeners.add(listener);
      return () => positionListeners.delete(listener);
    },
    positionMs: () => Math.round(media.currentTime * 1_000),
    durationMs: () => (Number.isFinite(media.duration) ? Math.round(media.duration * 1_000) : null),
    play: () => {
      if (!media.paused) return;
      const atMs = player.positionMs();
      if (pausedAtMs === atMs && !media.ended) {
        player.seek(Math.max(state.loop?.startMs ?? 0, resumeFrom(atMs, rewindOnResumeMs())));
      }
      start();
    },
    pause: () => media.pause(),
    toggle: () => (media.paused ? player.play() : player.pause()),
    seek: (positionMs) => {
      const durationMs = player.durationMs() ?? Number.MAX_SAFE_INTEGER;
      pausedAtMs = undefined;
      media.currentTime = Math.min(Math.max(0, positionMs), durationMs) / 1_000;
      tell();
    },
    skip: (byMs) => player.seek(player.positionMs() + byMs),
    setSpeed: (speed) => {
      media.playbackRate = speed;
      change({ speed });
    },
    setVolume: (volume) => {
      media.volume = volume;
      change({ volume });
    },
    setLoop: (loop) => change({ loop }),
    dispose: () => {
      stopFrames();
      for (const [name, listener] of Object.entries(heard)) media.removeEventListener(name, listener);
      stateListeners.clear();
      positionListeners.clear();
      media.pause();
      media.removeAttribute("src");
      media.load();
    },
  };
  return player;
}

/** Where playback goes on: a little before where it was paused, never before the start. */
export function resumeFrom(pausedAtMs: number, rewindMs: number): number {
  return Math.max(0, pausedAtMs - rewindMs);
}

/** The next speed in the list, or the same at its ends. */
export function nextSpeed(speed: number, by: 1 | -1): number {
  const sorted: readonly number[] = by === 1 ? playbackSpeeds : playbackSpeeds.toReversed();
  return sorted.find((other) => (by === 1 ? other > speed : other < speed)) ?? speed;
}
