/** What was understood of a transcript file, and who is who in it. */
import { Checkbox, SegmentedControl, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { speakers } from "../../../shared/domain/segment.ts";
import type { TranscriptPreview as Preview } from "../../../shared/domain/transcriptPreview.ts";
import { SpeakerBadge } from "../../ui/SpeakerBadge.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { useSpeakerWords } from "../../ui/useSpeakerWords.ts";
import classes from "./import.module.css";
import { TranscriptWarnings } from "./TranscriptWarnings.tsx";
import { isNamed, type SpeakerMapping, speakerOf, withName, withSpeaker } from "./transcriptMapping.ts";

interface MappingProps {
  readonly preview: Preview;
  readonly mapping: SpeakerMapping;
  readonly onMap: (mapping: SpeakerMapping) => void;
}

/** The first rows with the mapping applied, a choice for each label, whether a machine wrote it, and the warnings. */
export function TranscriptPreview(
  props: MappingProps & {
    readonly isMachineMade: boolean;
    readonly onMachineMade: (isMachineMade: boolean) => void;
  },
) {
  const { preview, mapping, onMap, isMachineMade, onMachineMade } = props;
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
        <Understood preview={preview} />
      </Text>
      <SpeakerChoices preview={preview} mapping={mapping} onMap={onMap} />
      <Checkbox
        label={t("transcriptImport.machineMade")}
        description={t("transcriptImport.machineMadeText")}
        checked={isMachineMade}
        onChange={(event) => onMachineMade(event.currentTarget.checked)}
      />
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

/** Times, speakers and characters, in short sentences. */
function Understood({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation();
  const voices = preview.speakers.filter(({ label }) => label !== "").length;
  return [
    t(preview.isTimed ? "transcriptImport.timed" : "transcriptImport.untimed"),
    voices === 0 ? t("transcriptImport.noVoices") : t("transcriptImport.voices", { count: voices }),
    preview.encoding === null ? "" : t(`transcriptImport.encoding.${preview.encoding}`),
  ].join(" ");
}

function SpeakerChoices({ preview, mapping, onMap }: MappingProps) {
  const { t } = useTranslation();
  const words = useSpeakerWords();
  const data = speakers.map((speaker) => ({ value: speaker, label: words[speaker].name }));
  const someName = preview.speakers.some(({ name }) => name !== null);
  return (
    <fieldset className={classes.fieldset}>
      <legend className={classes.legend}>{t("transcriptImport.whoIsWho")}</legend>
      {preview.speakers.map(({ label, segmentCount, name: ownName }) => {
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
              value={speakerOf(mapping, label)}
              onChange={(speaker) => onMap(withSpeaker(mapping, label, speaker))}
            />
            {ownName === null ? null : (
              <Checkbox
                className={classes.keepName ?? ""}
                label={t("transcriptImport.keepName", { name: ownName })}
                checked={isNamed(mapping, label)}
                onChange={(event) =>
                  onMap(withName(mapping, label, event.currentTarget.checked ? ownName : null))
                }
              />
            )}
          </div>
        );
      })}
      {someName ? (
        <Text c="dimmed" size="sm" mt={4}>
          {t("transcriptImport.nameMayBeReal")}
        </Text>
      ) : null}
    </fieldset>
  );
}
