/** The texts on keys: one field for each key. */
import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keyGroups } from "../../../shared/domain/keyTable.ts";
import { longestTextBlock } from "../../../shared/domain/settings.ts";
import { Panel } from "../../ui/Panel.tsx";
import { isMac } from "../../ui/useKeyNames.ts";
import { keyFor } from "../review/reviewCommands.ts";
import { useKeyLabel } from "../review/useKeyLabel.ts";
import { useKeys } from "../review/useKeys.ts";
import type { SettingsPartProps } from "../settings/settingsPart.ts";
import classes from "./KeyTable.module.css";
import { useTextBlocks } from "./useTextBlocks.ts";

export function TextBlockSettings({ settings, onChange }: SettingsPartProps) {
  const { t } = useTranslation();
  const keys = useKeys(settings);
  const label = useKeyLabel();
  const blocks = useTextBlocks(settings);
  return (
    <Panel title={t("textBlocks.title")}>
      <div className={classes.table}>
        <p className={classes.help}>{t("textBlocks.help")}</p>
        <div className={classes.blocks}>
          {keyGroups.blocks.map((command, index) => {
            const combo = keyFor(command, keys, true, isMac());
            return (
              <BlockField
                key={`${command} ${blocks[index]}`}
                label={combo === undefined ? t(`keyTable.command.${command}`) : label(combo)}
                block={blocks[index] ?? ""}
                onChange={(block) => onChange({ textBlocks: blocks.with(index, block) })}
              />
            );
          })}
        </div>
        <Group>
          <Button disabled={settings.textBlocks === null} onClick={() => onChange({ textBlocks: null })}>
            {t("textBlocks.reset")}
          </Button>
        </Group>
      </div>
    </Panel>
  );
}

/** Takes the text over when one leaves the field or presses Enter. */
function BlockField(props: {
  readonly label: string;
  readonly block: string;
  readonly onChange: (block: string) => void;
}) {
  const { label, block, onChange } = props;
  const [text, setText] = useState(block);
  const keep = () => {
    if (text.trim() !== block) onChange(text.trim());
  };
  return (
    <TextInput
      label={label}
      value={text}
      maxLength={longestTextBlock}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === "Enter") keep();
      }}
    />
  );
}
