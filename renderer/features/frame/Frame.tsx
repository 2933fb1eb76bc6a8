/** The frame around every screen of an open vault: navigation to the left, the screen to the right. */
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Session } from "../../../shared/domain/vaultSummary.ts";
import { startPreparations } from "../../audio/preparationStore.ts";
import { followVault } from "../bringIn/lookThrough.ts";
import { followDraft } from "../conversation/draft.ts";
import { PassphraseOffer } from "../keys/PassphraseOffer.tsx";
import { followPracticeDraft } from "../practice/practiceKept.ts";
import { RecordingScreen } from "../record/RecordingScreen.tsx";
import { RecoveredDialog } from "../record/RecoveredDialog.tsx";
import { isRunning } from "../record/recorder.ts";
import { followRecorder, useRecorder } from "../record/recorderStore.ts";
import { followSchemeDraft } from "../schemes/schemeKept.ts";
import { Search } from "../spotlight/Search.tsx";
import { ClockDialog } from "../vaults/ClockDialog.tsx";
import { CurrentScreen } from "./CurrentScreen.tsx";
import { FaultBoundary } from "./FaultBoundary.tsx";
import classes from "./Frame.module.css";
import { Navigation } from "./Navigation.tsx";
import { useRoute } from "./route.ts";
import { UnsavedAtLock } from "./UnsavedAtLock.tsx";
import { useAppearance } from "./useAppearance.ts";
import { useFrameKeys } from "./useFrameKeys.ts";
import { useIdleLock } from "./useIdleLock.ts";

/** `isAsleep`: the vault process is gone; everything stays as it is and waits for the passphrase. */
export interface FrameProps {
  readonly session: Session;
  readonly isAsleep: boolean;
}

export function Frame({ session, isAsleep }: FrameProps) {
  const { t } = useTranslation();
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(route);
  useAppearance();
  const recording = useRecorder();
  useFrameKeys(!isAsleep && !isRunning(recording));
  useIdleLock(!isAsleep);
  useEffect(() => (isAsleep ? undefined : startPreparations()), [isAsleep]);
  useEffect(() => followDraft(), []);
  useEffect(() => followSchemeDraft(), []);
  useEffect(() => followPracticeDraft(), []);
  useEffect(() => followRecorder(), []);
  useEffect(() => followVault(), []);

  // A new screen is read from its beginning, also by a screen reader.
  useEffect(() => {
    if (shown.current === route) return;
    shown.current = route;
    main.current?.focus();
  }, [route]);

  // What locks, saves and records goes on also where something cannot be drawn.
  return (
    <FaultBoundary isAlone resetKeys={[route, isRunning(recording)]}>
      {isRunning(recording) ? (
        // Nothing but the recording: nothing that shows with whom one talks, nothing that leads away from it.
        <main className={classes.alone} inert={isAsleep}>
          <RecordingScreen recording={recording} />
        </main>
      ) : (
        <div className={classes.frame} inert={isAsleep}>
          <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
            {t("nav.skip")}
          </button>
          <Navigation route={route} />
          <main ref={main} tabIndex={-1} className={classes.main}>
            <FaultBoundary resetKeys={[route]}>
              <CurrentScreen route={route} />
            </FaultBoundary>
          </main>
          <Search />
          <UnsavedAtLock />
          <ClockDialog session={session} />
          <PassphraseOffer session={session} />
          {isAsleep ? null : <RecoveredDialog />}
        </div>
      )}
    </FaultBoundary>
  );
}
