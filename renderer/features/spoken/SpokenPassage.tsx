/** On the recording: the short text that is read aloud, and the key that says that the client has answered. */
import { Button, Group } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import classes from "./spoken.module.css";

/**
 * The passage begins with the recording, and ends with Enter or Space: the button has the focus.
 *
 * @param props.text - as it was kept with the permission: `consent.spoken.wording.readAloud`
 * @param props.onRepeated - marks it; should that fail, this stays and says so
 * @param props.onSkipped - the person goes on without: the record of the permission is then all there is
 */
export function SpokenPassage(props: {
  readonly text: string;
  readonly onRepeated: () => Promise<void>;
  readonly onSkipped: () => void;
}) {
  const { text, onRepeated, onSkipped } = props;
  const { t } = useTranslation();
  const [isSkipping, setSkipping] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
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
          onClick={() => {
            setProblem(null);
            onRepeated().catch(setProblem);
          }}
        >
          {t("spoken.passage.repeated")}
        </Button>
        {!isSkipping && <Button onClick={() => setSkipping(true)}>{t("spoken.passage.skip")}</Button>}
      </Group>
      <ErrorNotice error={problem} />
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
