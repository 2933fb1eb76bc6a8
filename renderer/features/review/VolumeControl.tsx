/** How loud it plays. */
import { ActionIcon, Popover, Slider, Tooltip } from "@mantine/core";
import { IconVolume, IconVolume2, IconVolume3 } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Player } from "../../audio/player.ts";
import { usePlayerState } from "../../audio/playerHooks.ts";
import { useFormat } from "../../ui/useFormat.ts";

export function VolumeControl({ player }: { readonly player: Player }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { volume } = usePlayerState(player);
  const [opened, setOpened] = useState(false);
  const Icon = volume === 0 ? IconVolume3 : volume < 0.5 ? IconVolume2 : IconVolume;
  return (
    <Popover opened={opened} onChange={setOpened} position="top" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={t("player.volume")} disabled={opened}>
          <ActionIcon
            aria-label={t("player.volume")}
            aria-expanded={opened}
            onClick={() => setOpened((isOpen) => !isOpen)}
          >
            <Icon size={20} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Slider
          w={160}
          color="accent"
          thumbLabel={t("player.volume")}
          min={0}
          max={100}
          value={Math.round(volume * 100)}
          label={(percent) => format.percent(percent / 100)}
          onChange={(percent) => player.setVolume(percent / 100)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
