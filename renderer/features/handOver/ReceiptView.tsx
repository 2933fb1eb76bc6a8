/** A receipt in plain words, with its saving and its printing. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconPrinter, IconRosetteDiscountCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { call } from "../../api/call.ts";
import { printDocument } from "../../api/printing.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { PrintSheet } from "../../ui/PrintSheet.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { FactList } from "../erasure/FactList.tsx";
import classes from "./handOver.module.css";
import { receiptFacts } from "./receiptFacts.ts";

export function ReceiptView(props: { readonly number: number; readonly conversationId: ConversationId }) {
  const { number, conversationId } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const receipt = useRequest("handOver.readReceipt", { number });
  const [deed, setDeed] = useState<{ saved: boolean; problem: unknown }>({ saved: false, problem: null });
  if (receipt.isError) return <ErrorNotice error={receipt.error} />;
  if (receipt.isPending) return <p>{t("common.loading")}</p>;
  const { text, isValid, fingerprint } = receipt.data;
  const facts = receiptFacts({ t, format }, text);
  const Icon = isValid ? IconRosetteDiscountCheck : IconAlertTriangle;

  async function save() {
    const suggestedName = t("receipt.fileName", { number });
    const target = await call("shell.chooseTarget", { purpose: "receipt", suggestedName });
    if (target === null) return;
    await call("handOver.saveReceipt", { number, targetId: target.targetId });
    setDeed({ saved: true, problem: null });
  }

  const attempt = (act: () => Promise<unknown>) =>
    void act().catch((problem: unknown) => setDeed({ saved: false, problem }));

  return (
    <section className={classes.receipt} aria-label={t("receipt.title", { number })}>
      <Stack gap={12}>
        <Group gap={10} wrap="nowrap" align="flex-start">
          <Icon size={22} stroke={1.6} aria-hidden="true" className={classes.seal ?? ""} />
          <div>
            <Text fw={600}>{t("receipt.title", { number })}</Text>
            <Text size="sm">{t(isValid ? "receipt.valid" : "receipt.invalid")}</Text>
          </div>
        </Group>
        {facts === null ? <pre className={classes.raw}>{text}</pre> : <FactList facts={facts} />}
        <ErrorNotice error={deed.problem} />
        <Group gap={8}>
          <Button size="xs" onClick={() => attempt(save)}>
            {t("receipt.save")}
          </Button>
          <Button
            size="xs"
            leftSection={<IconPrinter size={16} stroke={1.6} />}
            onClick={() => attempt(() => printDocument({ kind: "receipt", conversationId }))}
          >
            {t("receipt.print")}
          </Button>
          <Text role="status" size="sm">
            {deed.saved ? t("receipt.saved") : ""}
          </Text>
        </Group>
      </Stack>
      <PrintSheet label={t("receipt.title", { number })}>
        <h1>{t("receipt.title", { number })}</h1>
        {facts === null ? (
          <pre>{text}</pre>
        ) : (
          <dl>
            {facts.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        <p>
          <small>{t("receipt.fingerprint", { fingerprint })}</small>
        </p>
      </PrintSheet>
    </section>
  );
}
