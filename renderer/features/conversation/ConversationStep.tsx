/** The last question: which occasion and date, and where is the sound? */
import { Button, Checkbox, Radio, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Consent } from "../../../shared/domain/consent.ts";
import type { ConversationDraft } from "../../../shared/domain/conversation.ts";
import type { OfferedSource } from "../../../shared/domain/offeredSource.ts";
import { useRequest } from "../../api/useRequest.ts";
import { DateField } from "../../ui/DateField.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { localToday } from "../../ui/localToday.ts";
import { openScreen } from "../frame/route.ts";
import { ConverterOffer } from "../import/ConverterOffer.tsx";
import { DropNotice } from "../import/DropNotice.tsx";
import { FileField } from "../import/FileField.tsx";
import type { CurrentImport } from "../import/importStore.ts";
import type { TakeInWish } from "../import/takeIn.ts";
import { useFileDrop } from "../import/useFileDrop.ts";
import classes from "./conversation.module.css";
import { heldOnProblem } from "./conversationDates.ts";
import { FateOfSound } from "./FateOfSound.tsx";
import { FreeTextField } from "./FreeTextField.tsx";
import { openConcerns } from "./identityConcern.ts";
import { permissionOf, type SoundChoice, useNewConversation } from "./newConversationStore.ts";
import { StepButtons } from "./StepButtons.tsx";
import { useProblemFocus } from "./useProblemFocus.ts";

/** @param props.lastImport - shown if it was refused; what is filled in stays */
export function ConversationStep(props: {
  readonly lastImport: CurrentImport;
  readonly onTakeIn: (wish: TakeInWish) => void;
  readonly onRecord: (draft: ConversationDraft) => void;
  /** Another file was chosen or dropped. */
  readonly onOtherSource: () => void;
}) {
  const { t } = useTranslation();
  const form = useNewConversation();
  const consents = useRequest("consent.list", {}, { enabled: form.kind === "client" });
  const consent = consents.data?.find(({ id }) => id === form.consentId) ?? null;
  const attempts = useProblemFocus();
  const { sound, change } = form;
  const chooseSource = (source: OfferedSource) => {
    // What was said of the last file does not hold for this one.
    props.onOtherSource();
    change({ sound: { mode: "file", source } });
  };
  const drop = useFileDrop(chooseSource, (sources) => openScreen({ screen: "bring-in", sources }));

  const today = localToday();
  // What is recorded now is held today.
  const heldOnDate = sound.mode === "record" ? today : form.heldOn;
  const heldOn = heldOnProblem(heldOnDate, permittedOn(form.kind, consent), today);
  const isSoundMissing = sound.mode === "file" && sound.source === null;
  const goOn = () => {
    const permission = permissionOf(form, today);
    const occasion = { field: "occasion", text: form.occasion };
    if (permission === null) change({ step: "permission" });
    else if (heldOn || isSoundMissing || openConcerns([occasion], form.acknowledged).length > 0) {
      attempts.showProblems();
    } else if (sound.mode === "record") {
      props.onRecord({ permission, occasion: form.occasion, heldOn: heldOnDate });
    } else {
      props.onTakeIn({
        draft: { permission, occasion: form.occasion, heldOn: heldOnDate },
        source: sound.mode === "file" ? sound.source : null,
        recordWritten: form.kind === "client" && form.recordWritten,
      });
    }
  };

  return (
    <Stack gap={20} ref={attempts.formRef}>
      <div className={classes.pair}>
        <FreeTextField
          field="occasion"
          label={t("conversation.occasion.label")}
          description={t("conversation.occasion.text")}
          value={form.occasion}
          onChange={(occasion) => change({ occasion })}
          maxLength={120}
        />
        {sound.mode === "record" ? null : (
          <DateField
            label={t("conversation.heldOn.label")}
            description={t("conversation.heldOn.text")}
            value={form.heldOn}
            max={today}
            onChange={(date) => change({ heldOn: date })}
            error={attempts.isShown && heldOn ? t(`conversation.heldOn.${heldOn}`) : null}
          />
        )}
      </div>
      <Radio.Group
        label={t("conversation.sound.label")}
        value={sound.mode}
        onChange={(mode) => change({ sound: soundOf(mode) })}
        error={attempts.isShown && isSoundMissing ? t("conversation.sound.missing") : null}
        {...(attempts.isShown && isSoundMissing ? { "data-problem": true } : {})}
      >
        <Stack gap={8} my={6}>
          {form.kind === "published" ? null : <Radio value="record" label={t("conversation.sound.record")} />}
          <Radio value="file" label={t("conversation.sound.file")} />
          {sound.mode === "file" && (
            <>
              <FileField purpose="audio" source={sound.source} isOver={drop.isOver} onChoose={chooseSource} />
              <Button
                size="xs"
                variant="subtle"
                className={classes.several ?? ""}
                onClick={() => openScreen({ screen: "bring-in" })}
              >
                {t("bringIn.openFromForm")}
              </Button>
            </>
          )}
          <DropNotice problem={drop.problem} />
          <Radio value="none" label={t("conversation.sound.none")} />
        </Stack>
      </Radio.Group>
      {form.kind === "client" && sound.mode !== "record" && (
        <Checkbox
          label={t("conversation.recordWritten")}
          description={t("conversation.recordWrittenText")}
          checked={form.recordWritten}
          onChange={(event) => change({ recordWritten: event.currentTarget.checked })}
        />
      )}
      {form.kind !== null && sound.mode !== "none" && (
        <FateOfSound kind={form.kind} consentLastOn={consent?.lastOn ?? null} />
      )}
      {props.lastImport.phase === "refused" && (
        <div>
          {props.lastImport.failure.error.code === "media.needs-converter" ? (
            <ConverterOffer failure={props.lastImport.failure} onAccepted={goOn} />
          ) : (
            <ErrorNotice error={props.lastImport.failure} />
          )}
          <Text size="sm" c="dimmed" mt={8}>
            {t("conversation.nothingKept")}
          </Text>
        </div>
      )}
      {props.lastImport.phase === "cancelled" && <Text role="status">{t("conversation.cancelled")}</Text>}
      <StepButtons
        onBack={() => change({ step: "permission" })}
        onNext={goOn}
        next={t(nextWords[sound.mode])}
        isBlocked={form.kind === "client" && consents.isPending}
      />
    </Stack>
  );
}

const nextWords = {
  record: "conversation.toRecording",
  file: "conversation.takeIn",
  none: "conversation.create",
} as const satisfies Record<SoundChoice["mode"], unknown>;

function soundOf(mode: string): SoundChoice {
  return mode === "record" || mode === "none" ? { mode } : { mode: "file", source: null };
}

function permittedOn(kind: string | null, consent: Consent | null) {
  return kind === "client" && consent !== null ? consent.givenOn : null;
}
