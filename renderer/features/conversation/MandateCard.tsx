/** The mandate card: asked once in a vault, before its first conversation with a client. */
import { Radio, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { FreeTextField } from "./FreeTextField.tsx";
import { openConcerns } from "./identityConcern.ts";
import { type MandateForm, mandateFreeTexts, mandateOf } from "./mandateForm.ts";
import { useNewConversation } from "./newConversationStore.ts";
import { StepButtons } from "./StepButtons.tsx";
import { useProblemFocus } from "./useProblemFocus.ts";

/** Saves the card and lets the next step appear by itself: it is asked only while it is missing. */
export function MandateCard({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation();
  const { mandate, acknowledged, change } = useNewConversation();
  const save = useChange("mandate.save");
  const attempts = useProblemFocus();
  const edit = (part: Partial<MandateForm>) => change({ mandate: { ...mandate, ...part } });
  const missing = (text: string) => (attempts.isShown && text.trim() === "" ? t("mandate.missing") : null);
  const goOn = () => {
    const card = mandateOf(mandate);
    if (card === null || openConcerns(mandateFreeTexts(mandate), acknowledged).length > 0) {
      attempts.showProblems();
    } else save.mutate(card);
  };
  const field = (name: "organisation" | "decidedBy" | "dataProtectionContact") => (
    <FreeTextField
      field={`mandate-${name}`}
      label={t(`mandate.${name}.label`)}
      description={t(`mandate.${name}.text`)}
      value={mandate[name]}
      onChange={(value) => edit({ [name]: value })}
      error={missing(mandate[name])}
      maxLength={300}
    />
  );
  return (
    <Stack gap={20} ref={attempts.formRef}>
      <Text>{t("mandate.explanation")}</Text>
      {field("organisation")}
      {field("decidedBy")}
      <Radio.Group
        label={t("mandate.erasure.label")}
        description={t("mandate.erasure.text")}
        value={mandate.basis}
        onChange={(basis) => edit({ basis: basis === "decision" ? "decision" : "not-needed" })}
        error={attempts.isShown && mandate.basis === null ? t("mandate.missing") : null}
        {...(attempts.isShown && mandate.basis === null ? { "data-problem": true } : {})}
      >
        <Stack gap={8} my={6}>
          <Radio value="decision" label={t("mandate.erasure.decision")} />
          <Radio value="not-needed" label={t("mandate.erasure.notNeeded")} />
        </Stack>
      </Radio.Group>
      {mandate.basis !== null && (
        <FreeTextField
          field="mandate-basis"
          label={t(mandate.basis === "decision" ? "mandate.erasure.reference" : "mandate.erasure.saidBy")}
          value={mandate.basisText}
          onChange={(basisText) => edit({ basisText })}
          error={missing(mandate.basisText)}
          maxLength={300}
        />
      )}
      {field("dataProtectionContact")}
      <ErrorNotice error={save.error} />
      <StepButtons onBack={onBack} onNext={goOn} next={t("mandate.save")} isBusy={save.isPending} />
    </Stack>
  );
}
