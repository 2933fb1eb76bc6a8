/** A certificate of erasure in plain words; to save, to print, and with the program that checks it. */
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconRosetteDiscountCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Certificate } from "../../../shared/domain/erasureRecord.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { PrintSheet } from "../../ui/PrintSheet.tsx";
import { CertificateFacts } from "./CertificateFacts.tsx";
import { CertificateSheet } from "./CertificateSheet.tsx";
import classes from "./erasure.module.css";
import { useCertificateDeeds } from "./useCertificateDeeds.ts";

/** @param props.number - `null` while it is closed */
export function CertificateDialog(props: { readonly number: number | null; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { number, onClose } = props;
  return (
    <Modal
      opened={number !== null}
      onClose={onClose}
      title={number === null ? "" : t("certificate.title", { number })}
      size="xl"
    >
      {number !== null && <Content number={number} onClose={onClose} />}
    </Modal>
  );
}

function Content(props: { readonly number: number; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { number } = props;
  const certificate = useRequest("certificate.read", { number });
  const { run, saveJson, savePdf, print, saveVerifier } = useCertificateDeeds([number]);
  if (certificate.isError) return <ErrorNotice error={certificate.error} />;
  if (certificate.isPending) return <p>{t("common.loading")}</p>;
  return (
    <Stack gap={16}>
      <Validity certificate={certificate.data} />
      <CertificateFacts text={certificate.data.text} />
      <ErrorNotice error={run.error} />
      <div className={classes.verifier}>
        <p className={classes.quiet}>{t("certificate.verifierHelp")}</p>
        <Button disabled={run.isPending} onClick={() => run.mutate(saveVerifier)}>
          {t("certificate.saveVerifier")}
        </Button>
      </div>
      <Group justify="flex-end" gap={8}>
        <Text role="status">{run.data === "done" ? t("certificate.saved") : null}</Text>
        <Button onClick={props.onClose}>{t("common.close")}</Button>
        <Button disabled={run.isPending} onClick={() => run.mutate(print)}>
          {t("certificate.print")}
        </Button>
        <Button disabled={run.isPending} onClick={() => run.mutate(savePdf)}>
          {t("certificate.savePdf")}
        </Button>
        <Button variant="filled" loading={run.isPending} onClick={() => run.mutate(saveJson)}>
          {t("certificate.save")}
        </Button>
      </Group>
      <PrintSheet label={t("certificate.title", { number })}>
        <CertificateSheet certificate={certificate.data} />
      </PrintSheet>
    </Stack>
  );
}

function Validity({ certificate }: { readonly certificate: Certificate }) {
  const { t } = useTranslation();
  const { isValid, fingerprint } = certificate;
  return (
    <Notice tone={isValid ? "good" : "warm"} icon={isValid ? IconRosetteDiscountCheck : IconAlertTriangle}>
      <Text fw={600}>{t(isValid ? "certificate.valid" : "certificate.invalid")}</Text>
      <Text size="sm">{t("certificate.fingerprint", { fingerprint })}</Text>
    </Notice>
  );
}
