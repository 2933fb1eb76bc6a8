/** What was understood of a transcript file, and who is who in it. */
import { SegmentedControl, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Speaker } from "../../../shared/domain/segment.ts";
import { speakers } from "../../../shared/domain/segment.ts";
import type { TranscriptPreview as Preview } from "../../../shared/domain/transcriptPreview.ts";
import { SpeakerBadge } from "../../ui/SpeakerBadge.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { useSpeakerWords } from "../../ui/useSpeakerWords.ts";
import classes from "./import.module.css";
import { TranscriptWarnings } from "./TranscriptWarnings.tsx";
import { type SpeakerMapping, speakerOf } from "./transcriptMapping.ts";

/** The first rows with the mapping applied, a choice for each label, and the warnings. */
export function TranscriptPreview(props: {
  readonly preview: Preview;
  readonly mapping: SpeakerMapping;
  readonly onMap: (label: string, speaker: Speaker) => void;
}) {
  const { preview, mapping } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const words = useSpeakerWords();
  return (
    <Stack gap={16}>
      <Text>
        {t("transcriptImport.understood", {
          count: preview.segmentCount,
          format: t(`transcriptImport.format.${preview.format}`),
        })}{" "}
        {!preview.isTimed && t("transcriptImport.untimed")}
      </Text>
      <SpeakerChoices {...props} />
      <div className={classes.sample}>
        {preview.sample.map((row, index) => (
          // Rows of a file have no identity beyond their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <div key={index} className={classes.sampleRow}>
            <span className={classes.sampleTime}>
              {row.startMs === null ? "" : format.position(row.startMs)}
            </span>
            <SpeakerBadge
              speaker={speakerOf(mapping, row.label)}
              word={words[speakerOf(mapping, row.label)]}
            />
            <span className={classes.sampleText}>{row.text}</span>
          </div>
        ))}
      </div>
      <TranscriptWarnings warnings={preview.warnings} />
    </Stack>
  );
}

function SpeakerChoices(props: {
  readonly preview: Preview;
  readonly mapping: SpeakerMapping;
  readonly onMap: (label: string, speaker: Speaker) => void;
}) {
  const { t } = useTranslation();
  const words = useSpeakerWords();
  const data = speakers.map((speaker) => ({ value: speaker, label: words[speaker].name }));
  return (
    <fieldset className={classes.fieldset}>
      <legend className={classes.legend}>{t("transcriptImport.whoIsWho")}</legend>
      {props.preview.speakers.map(({ label, segmentCount }) => {
        const name = label === "" ? t("transcriptImport.noLabel") : label;
        return (
          <div key={label} className={classes.speakerRow}>
            <Text fw={600}>{name}</Text>
            <Text c="dimmed" size="sm">
              {t("transcriptImport.rows", { count: segmentCount })}
            </Text>
            <SegmentedControl
              aria-label={t("transcriptImport.whoIs", { name })}
              data={data}
              value={speakerOf(props.mapping, label)}
              onChange={(speaker) => props.onMap(label, speaker)}
            />
          </div>
        );
      })}
    </fieldset>
  );
}
