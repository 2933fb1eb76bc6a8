/** Published film or audio: where it comes from, and what allows its use. */
import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { FreeTextField } from "./FreeTextField.tsx";
import { openConcerns } from "./identityConcern.ts";
import { useNewConversation } from "./newConversationStore.ts";
import { publishedFreeTexts, publishedPermission } from "./permissionForm.ts";
import { StepButtons } from "./StepButtons.tsx";
import { useProblemFocus } from "./useProblemFocus.ts";

const fields = [
  { name: "title", maxLength: 80 },
  { name: "source", maxLength: 500 },
  { name: "licence", maxLength: 200 },
] as const;

export function PublishedPermission({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation();
  const { published: form, acknowledged, change } = useNewConversation();
  const attempts = useProblemFocus();
  const goOn = () => {
    const hasConcern = openConcerns(publishedFreeTexts(form), acknowledged).length > 0;
    if (publishedPermission(form) === null || hasConcern) attempts.showProblems();
    else change({ step: "conversation" });
  };
  return (
    <Stack gap={20} ref={attempts.formRef}>
      {fields.map(({ name, maxLength }) => (
        <FreeTextField
          key={name}
          field={name}
          label={t(`conversation.published.${name}.label`)}
          description={t(`conversation.published.${name}.text`)}
          value={form[name]}
          onChange={(value) => change({ published: { ...form, [name]: value } })}
          error={attempts.isShown && !form[name].trim() ? t("conversation.missing") : null}
          maxLength={maxLength}
        />
      ))}
      <StepButtons onBack={onBack} onNext={goOn} next={t("conversation.next")} />
    </Stack>
  );
}
