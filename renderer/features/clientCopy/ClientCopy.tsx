/** The client's copy of a permission: whether there is one, and making one anew where it was lost. */
import { Button, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Consent } from "../../../shared/domain/consent.ts";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { IssuedCopy } from "./IssuedCopy.tsx";

/**
 * The code is forgotten when this is unmounted.
 *
 * @param props.onIssued - the code is shown from now on
 */
export function ClientCopy(props: { readonly consent: Consent; readonly onIssued: () => void }) {
  const { consent, onIssued } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const issue = useChange("consent.issueCode");
  const [code, setCode] = useState<string | null>(null);
  if (code !== null) return <IssuedCopy consent={consent} code={code} />;
  const { copyIssuedAt } = consent;
  return (
    <Stack gap={8} align="flex-start">
      <p>
        {copyIssuedAt === null
          ? t("clientCopy.none")
          : t("clientCopy.issued", { date: format.date(copyIssuedAt, "dayLong") })}
      </p>
      <Button
        loading={issue.isPending}
        onClick={() =>
          issue.mutate(
            { consentId: consent.id },
            {
              onSuccess: (issued) => {
                setCode(issued.code);
                onIssued();
              },
            },
          )
        }
      >
        {t(copyIssuedAt === null ? "clientCopy.make" : "clientCopy.makeNew")}
      </Button>
      <ErrorNotice error={issue.error} />
    </Stack>
  );
}
