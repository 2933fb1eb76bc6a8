/** What both views of a recording are made of. */
import type { RecordingClockSize } from "../../../shared/domain/settings.ts";
import type { MicrophoneEnd } from "../../audio/capture/openMicrophone.ts";
import type { Running } from "./recorder.ts";
import type { Bookmarking } from "./useBookmarking.ts";
import type { CompactWindow } from "./useCompactWindow.ts";
import type { StopTwice } from "./useStopTwice.ts";

/** The recording as it stands, and what can be done. */
export interface RecordingParts {
  readonly recording: Running;
  /** Paused because there is no sound any more. */
  readonly lost: MicrophoneEnd | null;
  /** Single letters act as keys. */
  readonly hasKeys: boolean;
  readonly clock: RecordingClockSize;
  readonly window: CompactWindow;
  readonly bookmarking: Bookmarking;
  readonly stopping: StopTwice;
  /** Pauses, or goes on. */
  readonly pause: () => void;
}
