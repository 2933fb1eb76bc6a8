/** What was found when the folders were listed again: how many files are gone, and why the others are not. */
import { Button, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { endingSentence } from "./endingSentence.ts";
import classes from "./source.module.css";
import type { TakenFile } from "./takenFile.ts";
import type { EndedFile } from "./useSourceErasing.ts";

export function EraseResult(props: {
  readonly ended: readonly EndedFile[];
  /** Tries those once more that are still there. */
  readonly onAgain: (files: readonly TakenFile[]) => void;
}) {
  const { ended, onAgain } = props;
  const { t } = useTranslation();
  const gone = ended.filter(({ ending }) => ending.outcome === "gone");
  const left = ended.filter(({ ending }) => ending.outcome === "untouched" || ending.outcome === "refused");
  const isAllGone = gone.length === ended.length;
  const Icon = isAllGone ? IconCircleCheck : IconAlertTriangle;
  return (
    <Stack gap={10}>
      <p className={classes.result} data-whole={isAllGone || undefined} role="status">
        <Icon size={20} stroke={1.6} aria-hidden="true" />
        {t("source.result", { gone: gone.length, count: ended.length })}
      </p>
      {goneSentences(t, ended).map((sentence) => (
        <Text key={sentence} c="dimmed" size="sm">
          {sentence}
        </Text>
      ))}
      {ended.map(({ file, ending }) =>
        ending.outcome === "refused" ? (
          <div key={file.sourceId}>
            <Text>{file.name}</Text>
            <ErrorNotice error={ending.failure} />
          </div>
        ) : ending.outcome === "gone" ? null : (
          <Text key={file.sourceId} className={classes.name ?? ""}>
            {t("source.line", { name: file.name, what: endingSentence(t, ending) })}
          </Text>
        ),
      )}
      {left.length > 0 && (
        <div>
          <Button onClick={() => onAgain(left.map(({ file }) => file))}>{t("source.again")}</Button>
        </div>
      )}
    </Stack>
  );
}

/** What is claimed of those that are gone: each sentence once. */
function goneSentences(t: TFunction, ended: readonly EndedFile[]): string[] {
  const sentences = ended.flatMap(({ ending }) =>
    ending.outcome === "gone" ? [endingSentence(t, ending)] : [],
  );
  return [...new Set(sentences)];
}
