/** A code that was just made: shown this once, to print or to save as PDF. */
import { Button, Group, Stack } from "@mantine/core";
import { IconFileTypePdf, IconPrinter } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Consent } from "../../../shared/domain/consent.ts";
import { printDocument, savePdf } from "../../api/printing.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { ClientCopySheet } from "./ClientCopySheet.tsx";
import classes from "./clientCopy.module.css";

/**
 * @param props.code - groups with dashes between
 * @param props.printsAtOnce - the person has asked for the paper: the system's dialog opens by itself
 */
export function IssuedCopy(props: {
  readonly consent: Consent;
  readonly code: string;
  readonly printsAtOnce?: boolean;
}) {
  const { consent, code, printsAtOnce = false } = props;
  const { t } = useTranslation();
  const mandate = useRequest("mandate.read", {});
  const session = useRequest("vault.session", {});
  const document = { kind: "client-copy", consentId: consent.id } as const;
  const print = useMutation({ mutationFn: () => printDocument(document) });
  const save = useMutation({
    mutationFn: () => savePdf(document, t("clientCopy.fileName", { number: consent.number })),
  });
  const isSheetThere = mandate.data != null && session.data != null;
  const { mutate: printNow } = print;
  useEffect(() => {
    if (printsAtOnce && isSheetThere) printNow();
  }, [printsAtOnce, isSheetThere, printNow]);
  return (
    <Stack gap={12}>
      <dl className={classes.code}>
        <div>
          <dt>{t("withdrawal.number")}</dt>
          <dd>{consent.number}</dd>
        </div>
        <div>
          <dt>{t("clientCopy.code")}</dt>
          <dd>{code}</dd>
        </div>
      </dl>
      <p>{t("clientCopy.once")}</p>
      {mandate.data && session.data && (
        <>
          <Group gap={8}>
            <Button
              leftSection={<IconPrinter size={18} stroke={1.6} />}
              loading={print.isPending}
              onClick={() => print.mutate()}
            >
              {t("clientCopy.print")}
            </Button>
            <Button
              leftSection={<IconFileTypePdf size={18} stroke={1.6} />}
              loading={save.isPending}
              onClick={() => save.mutate()}
            >
              {t("clientCopy.savePdf")}
            </Button>
          </Group>
          <ClientCopySheet
            consent={consent}
            mandate={mandate.data}
            vaultName={session.data.name}
            code={code}
          />
        </>
      )}
      <p role="status" className={classes.said}>
        {print.data === "printed" ? t("clientCopy.printed") : null}
        {save.data === "saved" ? ` ${t("clientCopy.saved")}` : null}
      </p>
      <ErrorNotice error={mandate.error ?? session.error ?? print.error ?? save.error} />
    </Stack>
  );
}
