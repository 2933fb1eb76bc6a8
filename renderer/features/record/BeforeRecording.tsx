/** Before it records: which microphone, whether it hears, and on what the recording rests. */
import { Anchor, Button, Group } from "@mantine/core";
import { IconMicrophone } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Settings } from "../../../shared/domain/settings.ts";
import { call } from "../../api/call.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Page.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { forgetDraft } from "../conversation/draft.ts";
import { useNewConversation } from "../conversation/newConversationStore.ts";
import { openScreen } from "../frame/route.ts";
import classes from "./BeforeRecording.module.css";
import { GroundChip } from "./GroundChip.tsx";
import { LevelMeter } from "./LevelMeter.tsx";
import { MicrophoneChoiceFields } from "./MicrophoneChoiceFields.tsx";
import { MicrophoneNotice } from "./MicrophoneNotice.tsx";
import { knownAs } from "./microphonePreference.ts";
import { isPermissionToRepeat, type RecordingGround } from "./recorder.ts";
import { recorder } from "./recorderStore.ts";
import { type RecordSubject, startRecording } from "./recordSubject.ts";
import { useOpenMicrophone } from "./useOpenMicrophone.ts";
import { useRoomText } from "./useRoomText.ts";

/** @param props.ground - `null` where nothing allows a recording */
export function BeforeRecording(props: {
  readonly subject: RecordSubject;
  readonly ground: RecordingGround | null;
  readonly settings: Settings;
}) {
  const { subject, ground, settings } = props;
  const { t } = useTranslation();
  const roomText = useRoomText();
  const { opened, tryAgain, lend } = useOpenMicrophone(settings);
  const [starting, setStarting] = useState<Starting>({ phase: "not-yet" });
  const microphone = opened.phase === "open" ? opened.microphone : null;
  const room = useRequest("recording.room", { channels: microphone?.channels ?? 1 }, { anew: true });

  async function start() {
    if (microphone === null || ground === null) return;
    setStarting({ phase: "starting" });
    const { firstChannel } = knownAs(settings.microphone, microphone.label);
    const wish = {
      microphone,
      firstChannel: microphone.channels === 2 ? (firstChannel ?? "practitioner") : null,
      ground,
    };
    try {
      await lend(microphone, () => startRecording(subject, wish, { call, recorder }));
      useNewConversation.getState().begin({});
      forgetDraft();
    } catch (error) {
      setStarting({ phase: "refused", error });
    }
  }

  return (
    <Page narrow>
      <PageHeader
        title={t("record.title")}
        subtitle={t("record.subtitle")}
        actions={ground === null ? null : <GroundChip ground={ground} />}
      />
      <div className={classes.parts}>
        <Panel title={t("record.microphone.title")}>
          {opened.phase === "failed" ? (
            <MicrophoneNotice error={opened.error} onRetry={tryAgain} />
          ) : (
            <div className={classes.fields}>
              <MicrophoneChoiceFields settings={settings} microphone={microphone} />
              {microphone === null ? <p className={classes.quiet}>{t("record.microphone.opening")}</p> : null}
              {microphone === null ? null : <LevelMeter microphone={microphone} />}
              <p className={classes.quiet}>{t("record.placing")}</p>
              <p className={classes.quiet}>
                {t(isSoundAsUsual(settings) ? "record.sound" : "record.soundChosen")}{" "}
                <Anchor component="button" type="button" onClick={() => openScreen({ screen: "settings" })}>
                  {t("record.toSettings")}
                </Anchor>
              </p>
            </div>
          )}
        </Panel>
        {ground !== null && isPermissionToRepeat(ground) ? (
          <Panel title={t("record.spoken.title")}>
            <p>{t("record.spoken.how")}</p>
            <blockquote className={classes.aloud}>{ground.readAloud}</blockquote>
          </Panel>
        ) : null}
        <ErrorNotice error={starting.phase === "refused" ? starting.error : null} />
        {ground === null ? <p>{t("record.nothingAllows")}</p> : null}
        <Group gap={12}>
          <Button
            variant="filled"
            size="md"
            leftSection={<IconMicrophone size={19} stroke={1.7} />}
            disabled={microphone === null || ground === null}
            loading={starting.phase === "starting"}
            onClick={() => void start()}
          >
            {t("record.start")}
          </Button>
          <Button disabled={starting.phase === "starting"} onClick={() => goBack(subject)}>
            {t("common.back")}
          </Button>
          {room.data === undefined ? null : (
            <span className={classes.quiet}>{roomText(room.data.roomMs)}</span>
          )}
        </Group>
      </div>
    </Page>
  );
}

type Starting =
  | { readonly phase: "not-yet" | "starting" }
  | { readonly phase: "refused"; readonly error: unknown };

/** Level by itself, echo and noise as they are. */
function isSoundAsUsual({ autoGainControl, echoCancellation, noiseSuppression }: Settings): boolean {
  return autoGainControl && !echoCancellation && !noiseSuppression;
}

/** To where one came from; what was filled in for a new conversation is still there. */
function goBack(subject: RecordSubject): void {
  openScreen(
    subject.kind === "new"
      ? { screen: "new-conversation", intent: "record" }
      : { screen: "review", conversationId: subject.conversationId },
  );
}
