/** The second step: has anyone asked for the recording? Then it is held, and not erased. */
import { Radio, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { StepForm } from "./StepForm.tsx";
import { type WithdrawalWish, withdrawalWishes } from "./withdrawalStep.ts";

export function WithdrawalQuestion(props: {
  readonly onBack: () => void;
  readonly onAnswer: (wish: WithdrawalWish) => void;
}) {
  const { t } = useTranslation();
  const [wish, setWish] = useState<WithdrawalWish | null>(null);
  return (
    <StepForm
      title={t("withdrawal.question")}
      canGoOn={wish !== null}
      onBack={props.onBack}
      onNext={() => (wish === null ? undefined : props.onAnswer(wish))}
    >
      <Radio.Group
        label={t("withdrawal.questionText")}
        value={wish}
        onChange={(value) => setWish(withdrawalWishes.find((known) => known === value) ?? null)}
      >
        <Stack gap={12} my={10}>
          {withdrawalWishes.map((known) => (
            <Radio
              key={known}
              value={known}
              label={t(`withdrawal.wish.${known}`)}
              description={t(`withdrawal.wish.${known}Text`)}
            />
          ))}
        </Stack>
      </Radio.Group>
    </StepForm>
  );
}
