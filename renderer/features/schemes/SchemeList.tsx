/** All schemes that are offered: one's own, and those that come with Lyhörd. */
import { Button, Group } from "@mantine/core";
import { IconFileImport, IconPlus } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { SchemeDialogs } from "./SchemeDialogs.tsx";
import { SchemeRow } from "./SchemeRow.tsx";
import type { SchemeDialog } from "./schemeDialog.ts";
import classes from "./schemes.module.css";
import { editScheme } from "./schemesStore.ts";

const icon = { size: 18, stroke: 1.6, "aria-hidden": true } as const;

export function SchemeList() {
  const { t } = useTranslation();
  const schemes = useRequest("scheme.list", {});
  const [dialog, setDialog] = useState<SchemeDialog | null>(null);
  const trigger = useRef<HTMLElement | null>(null);
  const ask = (asked: SchemeDialog, from: HTMLElement | null) => {
    trigger.current = from;
    setDialog(asked);
  };
  const close = () => {
    setDialog(null);
    trigger.current?.focus();
  };
  const rowsOf = (wanted: "own" | "shipped") =>
    (schemes.data ?? [])
      .filter(({ origin }) => origin === wanted)
      .map(({ scheme }) => <SchemeRow key={scheme.id} scheme={scheme} origin={wanted} onAsk={ask} />);
  const own = rowsOf("own");
  return (
    <>
      <PageHeader
        title={t("schemes.title")}
        subtitle={t("schemes.subtitle")}
        actions={
          <Group gap={8}>
            <Button
              leftSection={<IconFileImport {...icon} />}
              onClick={(event) => ask({ kind: "import" }, event.currentTarget)}
            >
              {t("schemes.deed.import")}
            </Button>
            <Button leftSection={<IconPlus {...icon} />} onClick={() => editScheme(null)}>
              {t("schemes.deed.new")}
            </Button>
          </Group>
        }
      />
      <div className={classes.parts}>
        <ErrorNotice error={schemes.error} />
        <Panel title={t("schemes.own")} flush={own.length > 0}>
          {own.length > 0 ? (
            <ul className={classes.list}>{own}</ul>
          ) : (
            <>
              <p>{t("schemes.noOwn.title")}</p>
              <p className={classes.quiet}>{t("schemes.noOwn.text")}</p>
            </>
          )}
        </Panel>
        <Panel title={t("schemes.shipped")} flush>
          <ul className={classes.list}>{rowsOf("shipped")}</ul>
        </Panel>
      </div>
      <SchemeDialogs dialog={dialog} onClose={close} />
    </>
  );
}
