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
import type { KeyCommand } from "../../../shared/domain/keyTable.ts";
import type { Player } from "../../audio/player.ts";
import { usePlayerState, usePosition } from "../../audio/playerHooks.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { isMac } from "../../ui/useKeyNames.ts";
import type { ReviewActions } from "./reviewActions.ts";
import { type Keys, keyFor, type ReviewCommand } from "./reviewCommands.ts";
import { SpeedMenu } from "./SpeedMenu.tsx";
import classes from "./Transport.module.css";
import { useKeyLabel } from "./useKeyLabel.ts";
import { VolumeControl } from "./VolumeControl.tsx";

interface TransportProps {
  readonly player: Player | null;
  readonly durationMs: number | null;
  /** There is something to zoom. */
  readonly hasWaveform: boolean;
  readonly keys: Keys;
  readonly actions: ReviewActions;
}

export function Transport({ player, durationMs, hasWaveform, keys, actions }: TransportProps) {
  const { t } = useTranslation();
  const keyLabel = useKeyLabel();
  const state = usePlayerState(player);
  if (player === null) return <div className={classes.nothing} />;
  const isPlaying = state.phase === "playing";
  const keyOf = (name: KeyCommand) => {
    const combo = keyFor(name, keys, false, isMac());
    return combo === undefined ? undefined : keyLabel(combo);
  };
  const withKeyOf = (label: string, name: KeyCommand) => {
    const key = keyOf(name);
    return key === undefined ? label : `${label} (${key})`;
  };
  const button = (command: ReviewCommand, label: string, name: KeyCommand, icon: ReactNode, isOn = false) => (
    <Tooltip label={withKeyOf(label, name)}>
      <ActionIcon
        aria-label={label}
        aria-keyshortcuts={keyOf(name)}
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
        "back-far",
        <IconRewindBackward10 size={20} />,
      )}
      {button({ kind: "skip", byMs: -2_000 }, t("player.back2"), "back", <IconArrowBackUp size={20} />)}
      <Tooltip label={withKeyOf(isPlaying ? t("player.pause") : t("player.play"), "play-pause")}>
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
        "forward-far",
        <IconRewindForward10 size={20} />,
      )}
      {button({ kind: "loop" }, t("player.loop"), "loop", <IconRepeat size={20} />, state.loop !== null)}
      <PlayTime player={player} durationMs={durationMs ?? player.durationMs()} />
      <div className={classes.right}>
        <VolumeControl player={player} />
        <SpeedMenu player={player} />
        {hasWaveform ? (
          <>
            {button({ kind: "zoom", by: -1 }, t("player.zoomOut"), "zoom-out", <IconZoomOut size={20} />)}
            {button({ kind: "zoom", by: 1 }, t("player.zoomIn"), "zoom-in", <IconZoomIn size={20} />)}
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
