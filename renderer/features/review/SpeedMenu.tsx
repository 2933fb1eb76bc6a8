/** The speed of playback; the pitch is kept. */
import { Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Player, playbackSpeeds } from "../../audio/player.ts";
import { usePlayerState } from "../../audio/playerHooks.ts";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./Transport.module.css";

export function SpeedMenu({ player }: { readonly player: Player }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { speed } = usePlayerState(player);
  return (
    <Menu position="top">
      <Menu.Target>
        <button type="button" className={classes.pill}>
          {t("player.speed", { speed: format.number(speed) })}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {playbackSpeeds.map((choice) => (
          <Menu.Item
            key={choice}
            fw={choice === speed ? 700 : 400}
            aria-current={choice === speed ? "true" : undefined}
            onClick={() => player.setSpeed(choice)}
          >
            {t("player.times", { speed: format.number(choice) })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
