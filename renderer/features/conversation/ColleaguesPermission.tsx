/** Role play or exercise: a title, and each participant's dated yes. */
import { ActionIcon, Button, Checkbox, Stack, Text } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { DateField } from "../../ui/DateField.tsx";
import { localToday } from "../../ui/localToday.ts";
import classes from "./conversation.module.css";
import { FreeTextField } from "./FreeTextField.tsx";
import { openConcerns } from "./identityConcern.ts";
import { useNewConversation } from "./newConversationStore.ts";
import {
  type ColleaguesForm,
  type ColleaguesKind,
  colleaguesFreeTexts,
  colleaguesPermission,
  newParticipant,
  type ParticipantRow,
} from "./permissionForm.ts";
import { StepButtons } from "./StepButtons.tsx";
import { useProblemFocus } from "./useProblemFocus.ts";

const mostParticipants = 8;

export function ColleaguesPermission(props: { readonly kind: ColleaguesKind; readonly onBack: () => void }) {
  const { kind, onBack } = props;
  const { t } = useTranslation();
  const { colleagues: form, acknowledged, change } = useNewConversation();
  const attempts = useProblemFocus();
  const today = localToday();
  const edit = (part: Partial<ColleaguesForm>) => change({ colleagues: { ...form, ...part } });
  const isComplete = colleaguesPermission(kind, { ...form, title: form.title || "–" }, today) !== null;
  const goOn = () => {
    const hasConcern = openConcerns(colleaguesFreeTexts(form), acknowledged).length > 0;
    if (colleaguesPermission(kind, form, today) === null || hasConcern) attempts.showProblems();
    else change({ step: "conversation" });
  };
  return (
    <Stack gap={20} ref={attempts.formRef}>
      <FreeTextField
        field="title"
        label={t(`conversation.colleagues.title.${kind}`)}
        description={t("conversation.colleagues.titleText")}
        value={form.title}
        onChange={(title) => edit({ title })}
        error={attempts.isShown && !form.title.trim() ? t("conversation.missing") : null}
        maxLength={80}
      />
      <fieldset
        className={classes.fieldset}
        {...(attempts.isShown && !isComplete ? { "data-problem": true } : {})}
      >
        <legend className={classes.legend}>{t("conversation.colleagues.participants")}</legend>
        <Text size="xs" c="dimmed">
          {t(`conversation.colleagues.participantsText.${kind}`)}
        </Text>
        {form.participants.map((participant, index) => (
          <Participant
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity beyond their place
            key={index}
            index={index}
            participant={participant}
            onChange={(part) =>
              edit({
                participants: form.participants.map((row, at) => (at === index ? { ...row, ...part } : row)),
              })
            }
            onRemove={() => edit({ participants: form.participants.filter((_, at) => at !== index) })}
          />
        ))}
        {attempts.isShown && !isComplete && (
          <Text size="xs" c="var(--mantine-color-error)" mt={4}>
            {t(`conversation.colleagues.incomplete.${kind}`)}
          </Text>
        )}
        {form.participants.length < mostParticipants && (
          <Button
            size="xs"
            mt={8}
            leftSection={<IconPlus size={16} stroke={1.6} />}
            onClick={() => edit({ participants: [...form.participants, newParticipant(today)] })}
          >
            {t("conversation.colleagues.add")}
          </Button>
        )}
      </fieldset>
      <StepButtons onBack={onBack} onNext={goOn} next={t("conversation.next")} />
    </Stack>
  );
}

function Participant(props: {
  readonly index: number;
  readonly participant: ParticipantRow;
  readonly onChange: (part: Partial<ParticipantRow>) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation();
  const { index, participant } = props;
  const number = index + 1;
  return (
    <div className={classes.participantRow}>
      <FreeTextField
        field={`participant-${index}`}
        label={t("conversation.colleagues.name", { number })}
        value={participant.name}
        onChange={(name) => props.onChange({ name })}
        maxLength={80}
      />
      <DateField
        label={t("conversation.colleagues.saidYesOn", { number })}
        value={participant.saidYesOn}
        max={localToday()}
        onChange={(saidYesOn) => props.onChange({ saidYesOn })}
      />
      <Checkbox
        className={classes.saidYes ?? ""}
        label={t("conversation.colleagues.saidYes")}
        aria-label={t("conversation.colleagues.saidYesNamed", { number })}
        checked={participant.saidYes}
        onChange={(event) => props.onChange({ saidYes: event.currentTarget.checked })}
      />
      <ActionIcon
        className={classes.removeRow ?? ""}
        aria-label={t("conversation.colleagues.remove", { number })}
        onClick={props.onRemove}
      >
        <IconX size={18} stroke={1.6} />
      </ActionIcon>
    </div>
  );
}
