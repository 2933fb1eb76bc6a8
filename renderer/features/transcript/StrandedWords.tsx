/** Words that were typed while the row changed elsewhere: in sight until the person has decided. */
import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { changeTranscript } from "../review/reviewStore.ts";
import classes from "./Transcript.module.css";
import { type StrandedText, strandedDropped, strandedPlaced } from "./transcriptSession.ts";

interface StrandedWordsProps {
  readonly conversationId: ConversationId;
  readonly words: readonly StrandedText[];
}

export function StrandedWords({ conversationId, words }: StrandedWordsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return words.map(({ segmentId, startMs, text }) => (
    <div key={segmentId} className={classes.stranded} role="alert">
      <p>{t("transcript.stranded.sentence", { time: format.position(startMs) })}</p>
      <blockquote className={classes.strandedText}>{text}</blockquote>
      <Group gap={8}>
        <Button
          size="xs"
          onClick={() => changeTranscript(conversationId, (session) => strandedPlaced(session, segmentId))}
        >
          {t("transcript.stranded.place")}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          onClick={() => changeTranscript(conversationId, (session) => strandedDropped(session, segmentId))}
        >
          {t("transcript.stranded.drop")}
        </Button>
      </Group>
    </div>
  ));
}
