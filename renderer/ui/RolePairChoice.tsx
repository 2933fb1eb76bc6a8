/** The pairs of words for practitioner and client, each with the letters it gives. */
import { Radio, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type RolePair, rolePairs } from "../../shared/domain/settings.ts";
import classes from "./RolePairChoice.module.css";
import { SpeakerBadge } from "./SpeakerBadge.tsx";
import { useRoleWords } from "./useSpeakerWords.ts";

export interface RolePairChoiceProps {
  /** Names the group; not shown. */
  readonly label: string;
  readonly value: RolePair;
  readonly onChange: (pair: RolePair) => void;
}

export function RolePairChoice({ label, value, onChange }: RolePairChoiceProps) {
  return (
    <Radio.Group
      aria-label={label}
      value={value}
      onChange={(typed) => {
        const pair = rolePairs.find((known) => known === typed);
        if (pair !== undefined) onChange(pair);
      }}
    >
      <Stack gap="xs">
        {rolePairs.map((pair) => (
          <Radio key={pair} value={pair} label={<PairLabel pair={pair} />} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function PairLabel({ pair }: { readonly pair: RolePair }) {
  const { t } = useTranslation();
  const words = useRoleWords(pair);
  return (
    <span className={classes.pair}>
      {t("roles.pair", { practitioner: words.practitioner.name, client: words.client.name })}
      <span className={classes.letters} aria-hidden="true">
        <SpeakerBadge speaker="practitioner" word={words.practitioner} />
        <SpeakerBadge speaker="client" word={words.client} />
      </span>
    </span>
  );
}
