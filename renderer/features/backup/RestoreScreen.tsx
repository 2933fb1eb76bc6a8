/** Restoring a backup while locked: the file, what it says of itself, the secret, and what came of it. */
import { Button, Group, Stack, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BackupFace, RestoreOutcome } from "../../../shared/domain/backup.ts";
import type { SourceId, VaultId } from "../../../shared/domain/ids.ts";
import { call } from "../../api/call.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { DoorLayout } from "../vaults/DoorLayout.tsx";
import { readSession } from "../vaults/sessionStore.ts";
import { RestoreDone } from "./RestoreDone.tsx";
import { RestoreForm } from "./RestoreForm.tsx";

type View =
  | { readonly phase: "choosing"; readonly error?: unknown }
  | { readonly phase: "opening"; readonly sourceId: SourceId; readonly face: BackupFace }
  | { readonly phase: "done"; readonly outcome: RestoreOutcome };

export interface RestoreScreenProps {
  readonly onLeave: () => void;
  /** The restored vault is there, and is to be unlocked. */
  readonly onRestored: (vaultId: VaultId) => void;
}

export function RestoreScreen({ onLeave, onRestored }: RestoreScreenProps) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>({ phase: "choosing" });

  async function choose() {
    try {
      const [source] = await call("shell.chooseFiles", { purpose: "backup" });
      if (source === undefined) return;
      const { sourceId } = source;
      setView({ phase: "opening", sourceId, face: await call("backup.inspect", { sourceId }) });
    } catch (error) {
      setView({ phase: "choosing", error });
    }
  }

  async function toDoorOf({ vaultId }: RestoreOutcome) {
    await readSession();
    onRestored(vaultId);
  }

  return (
    <DoorLayout>
      {view.phase === "choosing" ? (
        <Stack gap="lg">
          <Title order={1}>{t("backup.restore.title")}</Title>
          <p>{t("backup.restore.text")}</p>
          <ErrorNotice error={view.error} />
          <Group justify="space-between">
            <Button onClick={onLeave}>{t("common.back")}</Button>
            <Button variant="filled" onClick={() => void choose()} autoFocus>
              {t("backup.restore.choose")}
            </Button>
          </Group>
        </Stack>
      ) : null}
      {view.phase === "opening" ? (
        <RestoreForm
          key={view.sourceId}
          sourceId={view.sourceId}
          face={view.face}
          onOther={() => setView({ phase: "choosing" })}
          onLeave={onLeave}
          onRestored={(outcome) => setView({ phase: "done", outcome })}
        />
      ) : null}
      {view.phase === "done" ? (
        <RestoreDone outcome={view.outcome} onNext={() => void toDoorOf(view.outcome)} />
      ) : null}
    </DoorLayout>
  );
}
