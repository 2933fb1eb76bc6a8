/** Offers to erase files where they lie, once the vault is sure of their sound, and says how each of them ended. */
import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SoundOrigin } from "../../../shared/domain/whereabouts.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { EraseResult } from "./EraseResult.tsx";
import classes from "./source.module.css";
import type { TakenFile } from "./takenFile.ts";
import { type Erasing, useSourceErasing } from "./useSourceErasing.ts";

export function EraseOffer(props: { readonly files: readonly TakenFile[]; readonly origin: SoundOrigin }) {
  const { files, origin } = props;
  const { t } = useTranslation();
  const { erasing, erase, cancel, putOff } = useSourceErasing(files);
  const [chosen, setChosen] = useState<readonly string[]>(files.map(({ sourceId }) => sourceId));
  const waits = useWaits(files.filter(({ sourceId }) => chosen.includes(sourceId)));
  if (erasing.phase === "erasing") return <UnderWay erasing={erasing} onCancel={cancel} />;
  if (erasing.phase === "ended") {
    return <EraseResult ended={erasing.ended} onAgain={(wanted) => void erase(wanted)} />;
  }
  if (erasing.phase === "later") return <Text c="dimmed">{t("source.later")}</Text>;
  return (
    <Stack gap={12}>
      <h3 className={classes.heading}>{t("source.safe")}</h3>
      <Text>{t("source.what", { count: files.length })}</Text>
      {(origin === "iphone" || origin === "android") && <Text>{t("source.phone")}</Text>}
      <Checkbox.Group label={t("source.files")} value={[...chosen]} onChange={(values) => setChosen(values)}>
        <Stack gap={8} mt={6}>
          {files.map(({ sourceId, name }) => (
            <Checkbox key={sourceId} value={sourceId} label={name} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Text role="status" c="dimmed" size="sm">
        {waits ? t("source.waits") : ""}
      </Text>
      <Group gap={8}>
        <Button
          variant="filled"
          disabled={chosen.length === 0 || waits}
          onClick={() => void erase(files.filter(({ sourceId }) => chosen.includes(sourceId)))}
        >
          {t(`source.erase.${origin}`)}
        </Button>
        <Button onClick={putOff}>{t("source.notNow")}</Button>
      </Group>
    </Stack>
  );
}

/** Whether the sound of any of them is still being gone through. */
function useWaits(files: readonly TakenFile[]): boolean {
  const conversations = useRequest("conversation.list", {}).data ?? [];
  const ready = new Set(conversations.filter(({ sound }) => sound.phase !== "preparing").map(({ id }) => id));
  return files.some(({ conversationId }) => !ready.has(conversationId));
}

function UnderWay(props: {
  readonly erasing: Extract<Erasing, { phase: "erasing" }>;
  readonly onCancel: () => void;
}) {
  const { file, progress } = props.erasing;
  const { t } = useTranslation();
  const phase = progress?.phase ?? "checking";
  return (
    <div role="status">
      <Text>{file.name}</Text>
      <ProgressLine
        label={t(`source.phase.${phase}`)}
        share={
          progress === null || progress.totalBytes === 0 ? null : progress.doneBytes / progress.totalBytes
        }
        action={
          phase === "overwriting" ? null : (
            <Button size="xs" onClick={props.onCancel}>
              {t("common.cancel")}
            </Button>
          )
        }
      />
    </div>
  );
}
