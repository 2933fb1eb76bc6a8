/** Once a permission is kept: the client's copy, to print now or later. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ConsentId } from "../../../shared/domain/ids.ts";
import { call } from "../../api/call.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { IssuedCopy } from "../clientCopy/IssuedCopy.tsx";

/** The code is made when the paper is asked for: a code that nobody printed would only be lost. */
export function ClientCopyStep(props: { readonly consentId: ConsentId; readonly onNext: () => void }) {
  const { consentId, onNext } = props;
  const { t } = useTranslation();
  const consents = useRequest("consent.list", {});
  const issue = useMutation({ mutationFn: () => call("consent.issueCode", { consentId }) });
  const consent = consents.data?.find(({ id }) => id === consentId);
  return (
    <Panel title={t("clientCopy.title")}>
      <Stack gap={16}>
        <Text>{t("clientCopy.why")}</Text>
        {issue.data !== undefined && consent !== undefined && (
          <IssuedCopy consent={consent} code={issue.data.code} printsAtOnce />
        )}
        <ErrorNotice error={consents.error ?? issue.error} />
        <Group gap={8}>
          {issue.data === undefined ? (
            <>
              <Button
                variant="filled"
                leftSection={<IconPrinter size={18} stroke={1.6} />}
                loading={issue.isPending}
                onClick={() => issue.mutate()}
              >
                {t("clientCopy.makeNow")}
              </Button>
              <Button onClick={onNext}>{t("clientCopy.later")}</Button>
            </>
          ) : (
            <Button variant="filled" onClick={onNext}>
              {t("clientCopy.goOn")}
            </Button>
          )}
        </Group>
        {issue.data === undefined && (
          <Text size="sm" c="dimmed">
            {t("clientCopy.laterText", { where: t("library.menu.permission") })}
          </Text>
        )}
      </Stack>
    </Panel>
  );
}
