/** The two quiet buttons of a recording: how large the clock is, and how large the window. */
import { Button } from "@mantine/core";
import { IconArrowsDiagonal, IconArrowsDiagonalMinimize2, IconClock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { RecordingClockSize } from "../../../shared/domain/settings.ts";
import { useChange } from "../../api/useChange.ts";
import classes from "./Recording.module.css";
import type { CompactWindow } from "./useCompactWindow.ts";

const nextSize = { large: "small", small: "hidden", hidden: "large" } as const satisfies Record<
  RecordingClockSize,
  RecordingClockSize
>;

export function RecordingCorner(props: {
  readonly clock: RecordingClockSize;
  readonly window: CompactWindow;
}) {
  const { clock, window } = props;
  const { t } = useTranslation();
  const update = useChange("settings.update");
  const SizeIcon = window.isCompact ? IconArrowsDiagonal : IconArrowsDiagonalMinimize2;
  return (
    <div className={classes.corner}>
      {window.isCompact ? null : (
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconClock size={17} stroke={1.6} />}
          onClick={() => update.mutate({ recordingClock: nextSize[clock] })}
        >
          {t(`recording.clock.${nextSize[clock]}`)}
        </Button>
      )}
      <Button
        size="xs"
        variant="subtle"
        leftSection={<SizeIcon size={17} stroke={1.6} />}
        onClick={() => window.setCompact(!window.isCompact)}
      >
        {t(window.isCompact ? "recording.wholeWindow" : "recording.smallWindow")}
      </Button>
    </div>
  );
}
