/** Saving or printing all certificates that are shown, such as those of one permission. */
import { Button, Menu } from "@mantine/core";
import { IconDeviceFloppy } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { PrintSheet } from "../../ui/PrintSheet.tsx";
import { CertificateSheet } from "./CertificateSheet.tsx";
import classes from "./erasure.module.css";
import { useCertificateDeeds } from "./useCertificateDeeds.ts";

/** As many as the vault gives out at once. */
const most = 500;

/** @param props.consentNumber - of all of them; `null` if they are of several, or of none */
export function SeveralCertificates(props: {
  readonly numbers: readonly number[];
  readonly consentNumber: number | null;
}) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const numbers = props.numbers.slice(0, most);
  // Their sheets are on the page only while somebody may want them on paper.
  const certificates = useRequest("certificate.readSeveral", { numbers: [...numbers] }, { enabled: isOpen });
  const suggestedName =
    props.consentNumber === null
      ? t("certificate.severalFileName")
      : t("certificate.consentFileName", { number: props.consentNumber });
  const { run, saveJson, savePdf, print } = useCertificateDeeds(numbers, suggestedName);
  const count = numbers.length;
  const hasSheets = certificates.data !== undefined;
  return (
    <div className={classes.several}>
      <span role="status" className={classes.quiet}>
        {run.data === "done" ? t("certificate.saved") : null}
      </span>
      <Menu opened={isOpen} onChange={setOpen} closeOnItemClick={false} position="bottom-end">
        <Menu.Target>
          <Button size="xs" loading={run.isPending} leftSection={<IconDeviceFloppy size={16} stroke={1.6} />}>
            {t("certificate.saveSeveral", { count })}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => run.mutate(saveJson, { onSettled: () => setOpen(false) })}>
            {t("certificate.severalJson")}
          </Menu.Item>
          <Menu.Item
            disabled={!hasSheets}
            onClick={() => run.mutate(savePdf, { onSettled: () => setOpen(false) })}
          >
            {t("certificate.savePdf")}
          </Menu.Item>
          <Menu.Item
            disabled={!hasSheets}
            onClick={() => run.mutate(print, { onSettled: () => setOpen(false) })}
          >
            {t("certificate.print")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ErrorNotice error={run.error ?? certificates.error} />
      {certificates.data === undefined || !isOpen ? null : (
        <PrintSheet label={t("certificate.saveSeveral", { count })}>
          {certificates.data.map((certificate) => (
            <CertificateSheet key={certificate.number} certificate={certificate} />
          ))}
        </PrintSheet>
      )}
    </div>
  );
}
