/** The row of controls under the waveform. */
import { ActionIcon, Tooltip } from "@mantine/core";
import {
  IconArrowBackUp,
  IconPlayerPauseFilled,
  IconPlayerPlay,
  IconRepeat,
  IconRewindBackward10,
  IconRewindForward10,
  IconZoomIn,
  IconZoomOut,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Player } from "../../audio/player.ts";
import { usePlayerState, usePosition } from "../../audio/playerHooks.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { useKeyNames } from "../../ui/useKeyNames.ts";
import type { ReviewActions } from "./reviewActions.ts";
import type { ReviewCommand } from "./reviewCommands.ts";
import { SpeedMenu } from "./SpeedMenu.tsx";
import classes from "./Transport.module.css";
import { VolumeControl } from "./VolumeControl.tsx";

interface TransportProps {
  readonly player: Player | null;
  readonly durationMs: number | null;
  /** There is something to zoom. */
  readonly hasWaveform: boolean;
  readonly actions: ReviewActions;
}

export function Transport({ player, durationMs, hasWaveform, actions }: TransportProps) {
  const { t } = useTranslation();
  const keys = useKeyNames();
  const state = usePlayerState(player);
  if (player === null) return <div className={classes.nothing} />;
  const isPlaying = state.phase === "playing";
  const button = (command: ReviewCommand, label: string, key: string, icon: ReactNode, isOn = false) => (
    <Tooltip label={`${label} (${key})`}>
      <ActionIcon
        aria-label={label}
        aria-keyshortcuts={key}
        aria-pressed={command.kind === "loop" ? isOn : undefined}
        data-on={isOn || undefined}
        className={classes.button}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => actions.run(command)}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
  return (
    <section className={classes.transport} aria-label={t("player.title")}>
      {button(
        { kind: "skip", byMs: -10_000 },
        t("player.back10"),
        `${keys.shift} ←`,
        <IconRewindBackward10 size={20} />,
      )}
      {button({ kind: "skip", byMs: -2_000 }, t("player.back2"), "←", <IconArrowBackUp size={20} />)}
      <Tooltip label={`${isPlaying ? t("player.pause") : t("player.play")} (${keys.space})`}>
        <ActionIcon
          variant="filled"
          color="accent"
          radius={999}
          size={46}
          aria-label={isPlaying ? t("player.pause") : t("player.play")}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => actions.run({ kind: "play-pause" })}
        >
          {isPlaying ? <IconPlayerPauseFilled size={22} /> : <IconPlayerPlay size={22} />}
        </ActionIcon>
      </Tooltip>
      {button(
        { kind: "skip", byMs: 10_000 },
        t("player.forward10"),
        `${keys.shift} →`,
        <IconRewindForward10 size={20} />,
      )}
      {button({ kind: "loop" }, t("player.loop"), "L", <IconRepeat size={20} />, state.loop !== null)}
      <PlayTime player={player} durationMs={durationMs ?? player.durationMs()} />
      <div className={classes.right}>
        <VolumeControl player={player} />
        <SpeedMenu player={player} />
        {hasWaveform ? (
          <>
            {button({ kind: "zoom", by: -1 }, t("player.zoomOut"), "−", <IconZoomOut size={20} />)}
            {button({ kind: "zoom", by: 1 }, t("player.zoomIn"), "+", <IconZoomIn size={20} />)}
          </>
        ) : null}
      </div>
    </section>
  );
}

/** Tenths change ten times a second: only this small part renders then. */
function PlayTime({ player, durationMs }: { readonly player: Player; readonly durationMs: number | null }) {
  const format = useFormat();
  const tenths = usePosition(player, (positionMs) => Math.floor(positionMs / 100));
  return (
    <div className={classes.time}>
      <span className={classes.now}>{format.position(tenths * 100, true)}</span>
      {durationMs === null ? null : <span className={classes.length}> / {format.position(durationMs)}</span>}
    </div>
  );
}
