/** On the recording: the short text that is read aloud, and the key that says that the client has answered. */
import { Button, Group } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel.tsx";
import classes from "./spoken.module.css";

/** `[startMs, endMs)` in the recording, `startMs < endMs`. */
export interface RepeatedPassage {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * The passage begins when this is shown, and ends with Enter or Space: the button has the focus.
 *
 * @param props.text - as it was kept with the permission: `consent.spoken.wording.readAloud`
 * @param props.positionMs - how far the recording has come, asked when it matters
 * @param props.onRepeated - what to give to `recording.mark`, and to go on
 * @param props.onSkipped - the person goes on without: the record of the permission is then all there is
 */
export function SpokenPassage(props: {
  readonly text: string;
  readonly positionMs: () => number;
  readonly onRepeated: (passage: RepeatedPassage) => void;
  readonly onSkipped: () => void;
}) {
  const { text, positionMs, onRepeated, onSkipped } = props;
  const { t } = useTranslation();
  const [startMs] = useState(() => Math.round(positionMs()));
  const [isSkipping, setSkipping] = useState(false);
  const repeated = useRef<HTMLButtonElement>(null);
  const goBack = () => {
    setSkipping(false);
    repeated.current?.focus();
  };
  return (
    <Panel title={t("spoken.passage.title")} className={classes.passage}>
      <p className={classes.how}>{t("spoken.passage.how")}</p>
      <blockquote className={classes.aloud}>{text}</blockquote>
      <Group gap={8}>
        <Button
          ref={repeated}
          variant="filled"
          size="md"
          data-autofocus
          autoFocus
          onClick={() => onRepeated({ startMs, endMs: Math.max(Math.round(positionMs()), startMs + 1) })}
        >
          {t("spoken.passage.repeated")}
        </Button>
        {!isSkipping && <Button onClick={() => setSkipping(true)}>{t("spoken.passage.skip")}</Button>}
      </Group>
      {isSkipping && (
        <div className={classes.skipping} role="status">
          <p>{t("spoken.passage.whyNot")}</p>
          <Group gap={8}>
            <Button autoFocus onClick={goBack}>
              {t("spoken.passage.back")}
            </Button>
            <Button onClick={onSkipped}>{t("spoken.passage.skipAnyway")}</Button>
          </Group>
        </div>
      )}
    </Panel>
  );
}
