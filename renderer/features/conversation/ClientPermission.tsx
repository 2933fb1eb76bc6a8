/** A client's permission: one that is there already, or a new one. */
import { Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConsentId } from "../../../shared/domain/ids.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { localToday } from "../../ui/localToday.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { ClientCopyStep } from "./ClientCopyStep.tsx";
import { ConsentFields } from "./ConsentFields.tsx";
import { validConsents } from "./conversationDates.ts";
import { useNewConversation } from "./newConversationStore.ts";
import { StepButtons } from "./StepButtons.tsx";

const aNewOne = "new";

/**
 * Where no permission is valid, the form for a new one stands there at once; the client's copy comes after it.
 *
 * @param props.isNewAsked - a new one is chosen to begin with
 */
export function ClientPermission(props: { readonly isNewAsked: boolean; readonly onBack: () => void }) {
  const { onBack } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const { consentId, isCopyOffered, change } = useNewConversation();
  const consents = useRequest("consent.list", {});
  const nextNumber = useRequest("consent.nextNumber", {});
  const [wish, setWish] = useState<ConsentId | typeof aNewOne | null>(
    consentId ?? (props.isNewAsked ? aNewOne : null),
  );
  const [isAsked, setAsked] = useState(false);
  if (consents.isPending || nextNumber.isPending) return <p>{t("common.loading")}</p>;
  const failure = consents.error ?? nextNumber.error;
  if (failure) return <ErrorNotice error={failure} />;

  if (isCopyOffered && consentId !== null) {
    return (
      <ClientCopyStep
        consentId={consentId}
        onNext={() => change({ isCopyOffered: false, step: "conversation" })}
      />
    );
  }
  const valid = validConsents(consents.data ?? [], localToday());
  const chosen = valid.find(({ id }) => id === wish);
  const isNew = wish === aNewOne || valid.length === 0;
  return (
    <Stack gap={20}>
      {valid.length > 0 && (
        <Radio.Group
          label={t("consent.choose")}
          value={wish}
          onChange={(value) => setWish(valid.find(({ id }) => id === value)?.id ?? aNewOne)}
          error={isAsked && wish === null ? t("consent.chooseFirst") : null}
        >
          <Stack gap={8} my={6}>
            {valid.map(({ id, pseudonym, number, lastOn }) => (
              <Radio
                key={id}
                value={id}
                label={t("consent.existing", { pseudonym, number, date: format.date(lastOn, "dayLong") })}
              />
            ))}
            <Radio value={aNewOne} label={t("consent.new")} />
          </Stack>
        </Radio.Group>
      )}
      {isNew ? (
        <ConsentFields
          consents={consents.data ?? []}
          nextNumber={nextNumber.data?.number ?? null}
          onBack={onBack}
          onKept={(id) => change({ consentId: id, isCopyOffered: true })}
        />
      ) : (
        <>
          {chosen && (
            <Text c="dimmed">
              {t("consent.covers", { purpose: chosen.purpose, audience: chosen.audience })}
            </Text>
          )}
          <StepButtons
            onBack={onBack}
            next={t("conversation.next")}
            onNext={() => (chosen ? change({ consentId: chosen.id, step: "conversation" }) : setAsked(true))}
          />
        </>
      )}
    </Stack>
  );
}
