/** The form in which a new permission is recorded; the last step keeps it. */
import { NumberInput, Radio, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Consent } from "../../../shared/domain/consent.ts";
import type { ConsentId } from "../../../shared/domain/ids.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { DateField } from "../../ui/DateField.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { localToday } from "../../ui/localToday.ts";
import { useLanguage } from "../../ui/useLanguage.ts";
import {
  type ConsentForm,
  consentDraft,
  consentFreeTexts,
  consentProblems,
  isRefused,
  lastAskedBy,
  offeredWordings,
} from "./consentForm.ts";
import classes from "./conversation.module.css";
import { FreeTextField } from "./FreeTextField.tsx";
import { openConcerns } from "./identityConcern.ts";
import { useNewConversation } from "./newConversationStore.ts";
import { OthersHeard } from "./OthersHeard.tsx";
import { PseudonymField } from "./PseudonymField.tsx";
import { RefusedNotice } from "./RefusedNotice.tsx";
import { SpokenFields } from "./SpokenFields.tsx";
import { StepButtons } from "./StepButtons.tsx";
import { useProblemFocus } from "./useProblemFocus.ts";

/** @param props.consents - all, so that no pseudonym is suggested twice */
export function ConsentFields(props: {
  readonly consents: readonly Consent[];
  readonly nextNumber: number | null;
  readonly onBack: () => void;
  readonly onKept: (id: ConsentId) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { consent, acknowledged, change } = useNewConversation();
  const create = useChange("consent.create");
  const wordings = useRequest("consent.wordings", {});
  const attempts = useProblemFocus();
  const today = localToday();
  // What is suggested counts as typed until something else is.
  const form: ConsentForm = {
    ...consent,
    number: consent.number ?? props.nextNumber,
    wordingVersion: consent.wordingVersion || `${language}-1`,
    askedBy: consent.askedBy ?? lastAskedBy(props.consents),
  };
  const isSpoken = form.form === "spoken";
  const offered = offeredWordings(wordings.data ?? [], form);
  const wording =
    offered.find(({ version }) => version === form.spokenVersion) ??
    offered.find((known) => known.language === language);
  const edit = (part: Partial<ConsentForm>) => change({ consent: { ...form, ...part } });
  const problems = consentProblems(form, today);
  const errorOf = (field: keyof ConsentForm) => {
    const found = attempts.isShown ? problems.find((problem) => problem.field === field) : undefined;
    return found === undefined ? null : t(`consent.problem.${found.problem}`);
  };
  const keep = () => {
    const draft = consentDraft(form, today, wording);
    if (draft === null || openConcerns(consentFreeTexts(form), acknowledged).length > 0) {
      attempts.showProblems();
    } else create.mutate(draft, { onSuccess: ({ id }) => props.onKept(id) });
  };

  return (
    <Stack gap={20} ref={attempts.formRef}>
      <div className={classes.pair}>
        <PseudonymField
          value={form.pseudonym}
          taken={props.consents.map(({ pseudonym }) => pseudonym)}
          error={errorOf("pseudonym")}
          onChange={(pseudonym) => edit({ pseudonym })}
        />
        <NumberInput
          label={t("consent.number.label")}
          description={t("consent.number.text")}
          error={errorOf("number")}
          value={form.number ?? ""}
          onChange={(number) => edit({ number: typeof number === "number" ? number : null })}
          min={1}
          max={999_999}
          allowDecimal={false}
          allowNegative={false}
          hideControls
        />
      </div>
      <FreeTextField
        field="purpose"
        label={t("consent.purpose.label")}
        description={t("consent.purpose.text")}
        value={form.purpose}
        onChange={(purpose) => edit({ purpose })}
        error={errorOf("purpose")}
        isLong
        maxLength={500}
      />
      <FreeTextField
        field="audience"
        label={t("consent.audience.label")}
        description={t("consent.audience.text")}
        value={form.audience}
        onChange={(audience) => edit({ audience })}
        error={errorOf("audience")}
        maxLength={500}
      />
      <Radio.Group
        label={t("consent.form.label")}
        value={form.form}
        onChange={(value) => edit({ form: value === "written" ? "written" : "spoken" })}
        error={errorOf("form")}
        {...(errorOf("form") ? { "data-problem": true } : {})}
      >
        <Stack gap={8} my={6}>
          <Radio value="written" label={t("consent.form.written")} />
          <Radio value="spoken" label={t("consent.form.spoken")} />
        </Stack>
      </Radio.Group>
      <div className={classes.pair}>
        <DateField
          label={t("consent.givenOn.label")}
          value={form.givenOn}
          max={today}
          onChange={(givenOn) => edit({ givenOn })}
          error={errorOf("givenOn")}
        />
        <DateField
          label={t("consent.lastOn.label")}
          value={form.lastOn}
          min={today}
          onChange={(lastOn) => edit({ lastOn })}
          error={errorOf("lastOn")}
        />
      </div>
      <Text size="xs" c="dimmed" mt={-14}>
        {t("consent.lastOn.text")}
      </Text>
      {isSpoken && (
        <SpokenFields form={form} wordings={offered} wording={wording} onChange={edit} errorOf={errorOf} />
      )}
      <OthersHeard others={form.others} onChange={(others) => edit({ others })} error={errorOf("others")} />
      <div className={classes.pair}>
        <FreeTextField
          field="keptWhere"
          label={t(isSpoken ? "consent.keptWhere.spoken" : "consent.keptWhere.label")}
          description={t("consent.keptWhere.text")}
          value={form.keptWhere}
          onChange={(keptWhere) => edit({ keptWhere })}
          error={errorOf("keptWhere")}
          maxLength={200}
        />
        {!isSpoken && (
          <FreeTextField
            field="wordingVersion"
            label={t("consent.wordingVersion.label")}
            description={t("consent.wordingVersion.text")}
            value={form.wordingVersion}
            onChange={(wordingVersion) => edit({ wordingVersion })}
            error={errorOf("wordingVersion")}
            maxLength={60}
          />
        )}
      </div>
      <Radio.Group
        label={t("consent.investigation.label")}
        value={form.isInvestigated === null ? null : form.isInvestigated ? "yes" : "no"}
        onChange={(value) => edit({ isInvestigated: value === "yes" })}
        error={form.isInvestigated ? null : errorOf("isInvestigated")}
        {...(errorOf("isInvestigated") ? { "data-problem": true } : {})}
      >
        <Stack gap={8} my={6}>
          <Radio value="no" label={t("consent.investigation.no")} />
          <Radio value="yes" label={t("consent.investigation.yes")} />
        </Stack>
      </Radio.Group>
      <RefusedNotice form={form} />
      <ErrorNotice error={wordings.error ?? create.error} />
      <StepButtons
        onBack={props.onBack}
        onNext={keep}
        next={t("consent.keep")}
        isBusy={create.isPending}
        isBlocked={isRefused(form)}
      />
    </Stack>
  );
}
