/** One file that is to be brought in: ready, or what is missing; open, its questions. */
import { Button, Checkbox, Select, Stack, Text } from "@mantine/core";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import { useEffect, useEffectEvent, useId } from "react";
import { useTranslation } from "react-i18next";
import type { Consent } from "../../../shared/domain/consent.ts";
import { conversationKinds } from "../../../shared/domain/conversation.ts";
import type { DeviceFile } from "../../../shared/domain/device.ts";
import { localToday } from "../../ui/localToday.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { useSpeakerWords } from "../../ui/useSpeakerWords.ts";
import { validConsents } from "../conversation/conversationDates.ts";
import { FateOfSound } from "../conversation/FateOfSound.tsx";
import { FreeTextField } from "../conversation/FreeTextField.tsx";
import { useProblemFocus } from "../conversation/useProblemFocus.ts";
import classes from "./bringIn.module.css";
import { consentOf, type ItemForm, type ItemProblem, occasionText, sameAs } from "./itemForm.ts";
import { RecordedOnField } from "./RecordedOnField.tsx";

/**
 * @param props.previous - the form of the row before, whose permission can be taken over
 * @param props.asked - how often the person wanted to go on: what is missing is shown, and focused each time
 * @param props.onDetour - to the step in which a permission is described, or a new one recorded
 * @param props.onReady - on to the next row, or to what is missing in this one
 */
export function PermitRow(props: {
  readonly file: DeviceFile;
  readonly form: ItemForm;
  readonly previous: ItemForm | undefined;
  readonly problems: readonly ItemProblem[];
  readonly consents: readonly Consent[];
  readonly isOpen: boolean;
  readonly asked: number;
  readonly onOpen: () => void;
  readonly onChange: (form: ItemForm) => void;
  readonly onDetour: (isNew: boolean) => void;
  readonly onReady: () => void;
}) {
  const { t } = useTranslation();
  const { file, form, problems, isOpen } = props;
  const bodyId = useId();
  return (
    <li className={classes.item}>
      <button
        type="button"
        className={classes.itemHead}
        aria-expanded={isOpen}
        aria-controls={isOpen ? bodyId : undefined}
        onClick={props.onOpen}
      >
        <span className={classes.fileWords}>
          <span className={classes.fileName}>{file.name}</span>
          <PermissionWords form={form} consents={props.consents} />
        </span>
        {problems.length === 0 ? (
          <span className={classes.itemReady}>
            <IconCheck size={17} stroke={1.8} aria-hidden="true" />
            {t("bringIn.permit.isReady")}
          </span>
        ) : (
          <span className={classes.itemMissing}>
            {t("bringIn.permit.missing", {
              what: [...new Set(problems.map((problem) => t(`bringIn.missing.${problem}`)))].join(", "),
            })}
          </span>
        )}
        <IconChevronDown size={18} stroke={1.6} aria-hidden="true" className={classes.chevron} />
      </button>
      {isOpen && (
        <section id={bodyId} className={classes.itemBody} aria-label={file.name}>
          <Questions {...props} />
        </section>
      )}
    </li>
  );
}

/** What the conversation will be called, once it is known. */
function PermissionWords({ form, consents }: Pick<Parameters<typeof PermitRow>[0], "form" | "consents">) {
  const consent = consentOf(form, consents);
  const { permission } = form;
  const title = permission === null || permission.kind === "client" ? consent?.pseudonym : permission.title;
  const words = [title, form.occasion].filter(Boolean).join(" · ");
  return words === "" ? null : <span className={classes.facts}>{words}</span>;
}

function Questions(props: Parameters<typeof PermitRow>[0]) {
  const { t } = useTranslation();
  const client = useSpeakerWords().client.name;
  const { file, form, previous, problems, asked, onChange } = props;
  const isAsked = asked > 0;
  const { formRef, showProblems } = useProblemFocus();
  const lead = useEffectEvent(showProblems);
  useEffect(() => {
    if (asked > 0) lead();
  }, [asked]);
  const shown = (problem: ItemProblem) => isAsked && problems.includes(problem);
  const canTakeOver = previous?.permission != null && previous.permission !== form.permission;
  return (
    <Stack gap={20} ref={formRef}>
      {canTakeOver && (
        <div>
          <Button size="xs" onClick={() => onChange(sameAs(form, previous))}>
            {t("bringIn.permit.same")}
          </Button>
        </div>
      )}
      <Select
        label={t("conversation.steps.kind")}
        placeholder={t("bringIn.permit.choose")}
        data={conversationKinds.map((kind) => ({
          value: kind,
          label: t(`conversation.kind.${kind}.title`, { client }),
        }))}
        value={form.kind}
        onChange={(value) => {
          const kind = conversationKinds.find((known) => known === value) ?? null;
          onChange({ ...form, kind, permission: kind === form.kind ? form.permission : null });
        }}
        error={shown("kind") ? t("conversation.missing") : null}
      />
      {form.kind === "client" && <ConsentChoice {...props} isShown={isAsked} />}
      {form.kind !== null && form.kind !== "client" && <Description {...props} isShown={isAsked} />}
      <div className={classes.pair}>
        <FreeTextField
          field={occasionText(file.sourceId, form).field}
          label={t("conversation.occasion.label")}
          description={t("conversation.occasion.text")}
          value={form.occasion}
          onChange={(occasion) => onChange({ ...form, occasion })}
          error={shown("concern") ? t("bringIn.permit.concern") : null}
          maxLength={120}
        />
        <RecordedOnField file={file} form={form} problems={problems} isAsked={isAsked} onChange={onChange} />
      </div>
      {form.kind === "client" && (
        <Checkbox
          label={t("conversation.recordWritten")}
          description={t("conversation.recordWrittenText")}
          checked={form.recordWritten}
          onChange={(event) => onChange({ ...form, recordWritten: event.currentTarget.checked })}
        />
      )}
      {form.kind !== null && (
        <FateOfSound kind={form.kind} consentLastOn={consentOf(form, props.consents)?.lastOn ?? null} />
      )}
      <div>
        <Button onClick={props.onReady}>{t("bringIn.permit.next")}</Button>
      </div>
    </Stack>
  );
}

/** The permissions that are valid, by pseudonym and number, or a new one. */
function ConsentChoice(props: Parameters<typeof PermitRow>[0] & { readonly isShown: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { form, problems, consents, isShown, onChange } = props;
  const valid = validConsents(consents, localToday());
  const error = problems.includes("permission-over")
    ? t("bringIn.permit.over")
    : isShown && problems.includes("permission")
      ? t("consent.chooseFirst")
      : null;
  return (
    <div {...(error === null ? {} : { "data-problem": true })}>
      {valid.length > 0 && (
        <Select
          label={t("consent.choose")}
          placeholder={t("bringIn.permit.choose")}
          data={valid.map(({ id, pseudonym, number, lastOn }) => ({
            value: id,
            label: t("consent.existing", { pseudonym, number, date: format.date(lastOn, "dayLong") }),
          }))}
          value={consentOf(form, valid)?.id ?? null}
          onChange={(value) => {
            const consent = valid.find(({ id }) => id === value);
            const permission = consent ? ({ kind: "client", consentId: consent.id } as const) : null;
            onChange({ ...form, permission });
          }}
          error={error}
        />
      )}
      {valid.length === 0 && error !== null && (
        <Text size="xs" c="var(--mantine-color-error)">
          {error}
        </Text>
      )}
      <Button size="xs" mt={valid.length > 0 ? 8 : 0} onClick={() => props.onDetour(true)}>
        {t("bringIn.permit.newConsent")}
      </Button>
    </div>
  );
}

/** What is asked of a role play, an exercise or something published stands in a step of its own. */
function Description(props: Parameters<typeof PermitRow>[0] & { readonly isShown: boolean }) {
  const { t } = useTranslation();
  const { kind, permission } = props.form;
  if (kind === null || kind === "client") return null;
  const isMissing = props.isShown && props.problems.includes("permission");
  return (
    <div {...(isMissing ? { "data-problem": true } : {})}>
      <Text fw={600} size="sm">
        {t(`conversation.steps.permission.${kind}`)}
      </Text>
      <div className={classes.permissionLine}>
        {permission !== null && permission.kind !== "client" && <span>{permission.title}</span>}
        <Button size="xs" onClick={() => props.onDetour(false)}>
          {t(permission === null ? "bringIn.permit.describe" : "bringIn.permit.change")}
        </Button>
      </div>
      {isMissing && (
        <Text size="xs" c="var(--mantine-color-error)" mt={4}>
          {t("conversation.missing")}
        </Text>
      )}
    </div>
  );
}
