/** Every deed of the review with its keys: a key is pressed to be given, and taken away with one press. */
import { Button, Group } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  commandWithKey,
  type KeyCombo,
  type KeyCommand,
  keyGroups,
  keyTableOf,
  type OwnKeys,
  withKey,
  withoutKey,
} from "../../../shared/domain/keyTable.ts";
import { isMac } from "../../ui/useKeyNames.ts";
import { type KeyObstacle, obstacleOf } from "../review/keyCombo.ts";
import { useKeyLabel } from "../review/useKeyLabel.ts";
import classes from "./KeyTable.module.css";
import { useRecordedKey } from "./useRecordedKey.ts";

const groups = ["playing", "rows", "cutting", "blocks"] as const;

/** Giving a deed a key: waiting for it, refused, or in use elsewhere. */
type Giving =
  | { readonly phase: "waiting"; readonly command: KeyCommand }
  | {
      readonly phase: "refused";
      readonly command: KeyCommand;
      readonly combo: KeyCombo;
      readonly obstacle: KeyObstacle;
    }
  | {
      readonly phase: "taken";
      readonly command: KeyCommand;
      readonly combo: KeyCombo;
      readonly by: KeyCommand;
    };

/** @param props.onWaiting - told while a key is waited for: Escape then ends only that */
export function KeyTable(props: {
  readonly keys: OwnKeys;
  readonly onChange: (keys: OwnKeys) => void;
  readonly onWaiting?: (isWaiting: boolean) => void;
}) {
  const { keys, onChange, onWaiting } = props;
  const { t } = useTranslation();
  const [giving, setGivingTo] = useState<Giving | null>(null);
  const setGiving = (next: Giving | null) => {
    setGivingTo(next);
    onWaiting?.(next !== null);
  };
  useRecordedKey({
    isWaiting: giving?.phase === "waiting" || giving?.phase === "refused",
    onEnd: () => setGiving(null),
    onKey: (combo) => {
      if (giving === null) return;
      const { command } = giving;
      const obstacle = obstacleOf(combo, isMac());
      const by = commandWithKey(keyTableOf(keys), combo);
      if (obstacle !== undefined) setGiving({ phase: "refused", command, combo, obstacle });
      else if (by !== undefined && by !== command) setGiving({ phase: "taken", command, combo, by });
      else give(command, combo);
    },
  });

  function give(command: KeyCommand, combo: KeyCombo): void {
    onChange(withKey(keys, command, combo));
    setGiving(null);
  }

  return (
    <div className={classes.table}>
      <p className={classes.help}>{t("keyTable.help")}</p>
      {groups.map((group) => (
        <KeyGroup key={group} title={t(`keyTable.group.${group}`)}>
          {keyGroups[group].map((command) => (
            <KeyRow
              key={command}
              command={command}
              keys={keys}
              giving={giving?.command === command ? giving : null}
              onBegin={() => setGiving({ phase: "waiting", command })}
              onEnd={() => setGiving(null)}
              onGive={give}
              onTake={(combo) => onChange(withoutKey(keys, command, combo))}
            />
          ))}
        </KeyGroup>
      ))}
      <Group>
        <Button disabled={Object.keys(keys).length === 0} onClick={() => onChange({})}>
          {t("keyTable.reset")}
        </Button>
      </Group>
    </div>
  );
}

function KeyGroup(props: { readonly title: string; readonly children: React.ReactNode }) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className={classes.group}>
        {props.title}
      </h3>
      <ul className={classes.rows}>{props.children}</ul>
    </section>
  );
}

function KeyRow(props: {
  readonly command: KeyCommand;
  readonly keys: OwnKeys;
  readonly giving: Giving | null;
  readonly onBegin: () => void;
  readonly onEnd: () => void;
  readonly onGive: (command: KeyCommand, combo: KeyCombo) => void;
  readonly onTake: (combo: KeyCombo) => void;
}) {
  const { command, keys, giving, onBegin, onEnd, onGive, onTake } = props;
  const { t } = useTranslation();
  const label = useKeyLabel();
  const deed = t(`keyTable.command.${command}`);
  // What had the focus may be gone after a deed; this button stays.
  const add = useRef<HTMLButtonElement>(null);
  const end = () => {
    add.current?.focus();
    onEnd();
  };
  return (
    <li className={classes.row}>
      <span>{deed}</span>
      <div className={classes.keys}>
        {keyTableOf(keys)[command].map((combo) => (
          <button
            key={combo}
            type="button"
            className={classes.key}
            aria-label={t("keyTable.remove", { key: label(combo), deed })}
            onClick={() => {
              add.current?.focus();
              onTake(combo);
            }}
          >
            {label(combo)}
            <IconX size={13} aria-hidden="true" />
          </button>
        ))}
        <button
          ref={add}
          type="button"
          className={classes.add}
          aria-label={t("keyTable.addTo", { deed })}
          onClick={onBegin}
        >
          <IconPlus size={15} aria-hidden="true" />
          {t("keyTable.add")}
        </button>
      </div>
      {giving === null ? null : (
        // biome-ignore lint/a11y/noStaticElementInteractions: Escape calls off what the buttons within are for.
        <div
          ref={(shown) => shown?.scrollIntoView({ block: "nearest" })}
          className={classes.giving}
          onKeyDown={(event) => {
            if (event.key === "Escape") end();
          }}
        >
          <p role="status">
            {giving.phase === "waiting" ? t("keyTable.waiting") : null}
            {giving.phase === "refused"
              ? t(`keyTable.obstacle.${giving.obstacle}`, { key: label(giving.combo) })
              : null}
            {giving.phase === "taken"
              ? t("keyTable.taken", {
                  key: label(giving.combo),
                  deed: t(`keyTable.command.${giving.by}`),
                })
              : null}
          </p>
          {giving.phase === "taken" ? (
            <Group gap={8}>
              <Button
                size="xs"
                autoFocus
                onClick={() => {
                  add.current?.focus();
                  onGive(command, giving.combo);
                }}
              >
                {t("keyTable.move")}
              </Button>
              <Button size="xs" variant="subtle" onClick={end}>
                {t("common.cancel")}
              </Button>
            </Group>
          ) : null}
        </div>
      )}
    </li>
  );
}
