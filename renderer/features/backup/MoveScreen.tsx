/** Moving a vault to another computer, in four steps; the last is the only place where a whole vault is erased. */
import { Button, Stack } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Page.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Panel } from "../../ui/Panel.tsx";
import classes from "./Backup.module.css";
import { BackupMaker } from "./BackupMaker.tsx";
import { BoundNotice } from "./BoundNotice.tsx";
import { EraseVaultDialog } from "./EraseVaultDialog.tsx";

export function MoveScreen() {
  const { t } = useTranslation();
  const overview = useRequest("backup.overview", {}, { anew: true });
  const session = useRequest("vault.session", {});
  const [isErasing, setErasing] = useState(false);
  return (
    <Page narrow>
      <PageHeader title={t("backup.move.title")} subtitle={t("backup.move.subtitle")} />
      <ErrorNotice error={overview.error ?? session.error} />
      <ol className={classes.steps}>
        <Step number={1} title={t("backup.move.makeTitle")} text={t("backup.move.makeText")}>
          {overview.data === undefined ? null : <BackupMaker overview={overview.data} wantsSound />}
        </Step>
        <Step number={2} title={t("backup.move.carryTitle")} text={t("backup.move.carryText")} />
        <Step number={3} title={t("backup.move.restoreTitle")} text={t("backup.move.restoreText")}>
          <BoundNotice />
        </Step>
        <Step number={4} title={t("backup.move.eraseTitle")} text={t("backup.move.eraseText")}>
          <div>
            <Button color="danger" onClick={() => setErasing(true)} disabled={!session.data}>
              {t("backup.erase.open")}
            </Button>
          </div>
        </Step>
      </ol>
      {session.data ? (
        <EraseVaultDialog
          name={session.data.name}
          soundsInNoBackup={overview.data?.sounds.inNoBackup ?? 0}
          opened={isErasing}
          onClose={() => setErasing(false)}
        />
      ) : null}
    </Page>
  );
}

function Step(props: {
  readonly number: number;
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}) {
  return (
    <li>
      <Panel title={`${props.number}. ${props.title}`}>
        <Stack gap={16}>
          <p>{props.text}</p>
          {props.children}
        </Stack>
      </Panel>
    </li>
  );
}
