/** A certificate of erasure in plain words, and its saving. */
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconRosetteDiscountCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Certificate } from "../../../shared/domain/erasureRecord.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { CertificateFacts } from "./CertificateFacts.tsx";
import classes from "./erasure.module.css";

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
  const certificate = useRequest("certificate.read", { number: props.number });
  const chooseTarget = useChange("shell.chooseTarget");
  const save = useChange("certificate.save");
  if (certificate.isError) return <ErrorNotice error={certificate.error} />;
  if (certificate.isPending) return <p>{t("common.loading")}</p>;
  const saveAs = async () => {
    const suggestedName = t("certificate.fileName", { number: props.number });
    const target = await chooseTarget.mutateAsync({ purpose: "certificate", suggestedName });
    if (target !== null) await save.mutateAsync({ number: props.number, targetId: target.targetId });
  };
  return (
    <Stack gap={16}>
      <Validity certificate={certificate.data} />
      <CertificateFacts text={certificate.data.text} />
      <ErrorNotice error={chooseTarget.error ?? save.error} />
      <Group justify="flex-end" gap={8}>
        {save.isSuccess && <Text role="status">{t("certificate.saved")}</Text>}
        <Button onClick={props.onClose}>{t("common.close")}</Button>
        <Button
          variant="filled"
          loading={save.isPending}
          onClick={() => void saveAs().catch(() => undefined)}
        >
          {t("certificate.save")}
        </Button>
      </Group>
    </Stack>
  );
}

function Validity({ certificate }: { readonly certificate: Certificate }) {
  const { t } = useTranslation();
  const Icon = certificate.isValid ? IconRosetteDiscountCheck : IconAlertTriangle;
  return (
    <div className={classes.validity} data-valid={certificate.isValid}>
      <Icon size={20} stroke={1.6} aria-hidden="true" />
      <div>
        <Text fw={600}>{t(certificate.isValid ? "certificate.valid" : "certificate.invalid")}</Text>
        <Text size="sm">{t("certificate.fingerprint", { fingerprint: certificate.fingerprint })}</Text>
      </div>
    </div>
  );
}
