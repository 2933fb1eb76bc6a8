/** Asks where sound came from: that decides what the person is reminded of. */
import { Group, Radio } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type SoundOrigin, soundOriginSchema, soundOrigins } from "../../../shared/domain/whereabouts.ts";

export function OriginChoice(props: {
  readonly origin: SoundOrigin | null;
  /** How many files are asked about. */
  readonly count: number;
  readonly onChange: (origin: SoundOrigin) => void;
}) {
  const { origin, count, onChange } = props;
  const { t } = useTranslation();
  return (
    <Radio.Group
      label={t(count === 1 ? "source.where.one" : "source.where.several")}
      value={origin}
      onChange={(value) => onChange(soundOriginSchema.parse(value))}
    >
      <Group gap="8px 20px" mt={8}>
        {soundOrigins.map((known) => (
          <Radio key={known} value={known} label={t(`whereabouts.origin.${known}`)} />
        ))}
      </Group>
    </Radio.Group>
  );
}
