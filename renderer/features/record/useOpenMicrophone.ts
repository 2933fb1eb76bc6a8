/** Opens the microphone that was used last, for as long as the screen before a recording is there. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { Settings } from "../../../shared/domain/settings.ts";
import { call } from "../../api/call.ts";
import { listMicrophones, onMicrophonesChange } from "../../audio/capture/listMicrophones.ts";
import { type Microphone, openMicrophone } from "../../audio/capture/openMicrophone.ts";
import { optionsFor, preferredAmong } from "./microphonePreference.ts";
import { isRunning } from "./recorder.ts";
import { recorder } from "./recorderStore.ts";

/** `failed`: `error` is a `MicrophoneRefusal`, or `null` where it was unplugged. */
export type OpenedMicrophone =
  | { readonly phase: "opening" }
  | { readonly phase: "open"; readonly microphone: Microphone }
  | { readonly phase: "failed"; readonly error: unknown };

/** What the screen can do with it. */
export interface MicrophoneHold {
  readonly opened: OpenedMicrophone;
  readonly tryAgain: () => void;
  /** Keeps it open for `use`, whatever becomes of the screen; it is closed if that fails and the screen is gone. */
  readonly lend: (microphone: Microphone, use: () => Promise<void>) => Promise<void>;
}

/** `wanted`: for a recording that begins; `left`: and the screen has no more use for it. */
type Loan = "none" | "wanted" | "left";

/** Opens anew when the settings for it change, or when another microphone is plugged in after a failure. */
export function useOpenMicrophone(settings: Settings): MicrophoneHold {
  const [opened, setOpened] = useState<OpenedMicrophone>({ phase: "opening" });
  const [attempt, setAttempt] = useState(0);
  const held = useRef<Microphone | null>(null);
  const loan = useRef<Loan>("none");
  const tryAgain = useCallback(() => setAttempt((last) => last + 1), []);
  const hasFailed = opened.phase === "failed";

  useEffect(() => {
    if (hasFailed) return onMicrophonesChange(tryAgain);
  }, [hasFailed, tryAgain]);

  const wish = JSON.stringify([
    settings.microphone,
    settings.echoCancellation,
    settings.noiseSuppression,
    settings.autoGainControl,
  ]);
  const latest = useRef(settings);
  useEffect(() => {
    latest.current = settings;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the wish stands for the settings it holds, an attempt opens anew.
  useEffect(() => {
    let isLeft = false;
    let stopHearing: () => void = () => undefined;
    const close = () => {
      stopHearing();
      // What records is the recorder's own from then on.
      if (loan.current === "wanted") loan.current = "left";
      else if (!isRunning(recorder.state())) held.current?.close();
      held.current = null;
    };
    setOpened({ phase: "opening" });
    openPreferred(latest.current).then(
      (microphone) => {
        if (isLeft) {
          microphone.close();
          return;
        }
        held.current = microphone;
        stopHearing = microphone.onEnded(() => {
          close();
          setOpened({ phase: "failed", error: null });
        });
        setOpened({ phase: "open", microphone });
      },
      (error: unknown) => {
        if (!isLeft) setOpened({ phase: "failed", error });
      },
    );
    return () => {
      isLeft = true;
      close();
    };
  }, [wish, attempt]);

  useEffect(
    () => () => {
      // What records has said so itself.
      if (!isRunning(recorder.state())) call("shell.setRecording", { phase: "off" }).catch(() => undefined);
    },
    [],
  );

  const lend = useCallback(async (microphone: Microphone, use: () => Promise<void>) => {
    const isLeft = () => loan.current === "left";
    loan.current = "wanted";
    try {
      await use();
    } catch (error) {
      if (isLeft()) microphone.close();
      throw error;
    } finally {
      loan.current = "none";
    }
  }, []);

  return { opened, tryAgain, lend };
}

/** The labels are known only once a microphone is open: what was wanted may be another one than the first. */
async function openPreferred(settings: Settings): Promise<Microphone> {
  await call("shell.setRecording", { phase: "armed" });
  const wanted = preferredAmong(await listMicrophones(), settings.microphone);
  const microphone = await openMicrophone(optionsFor(wanted, settings));
  const preferred = preferredAmong(await listMicrophones(), settings.microphone);
  if (preferred === null || preferred.deviceId === wanted?.deviceId) return microphone;
  microphone.close();
  return openMicrophone(optionsFor(preferred, settings));
}
