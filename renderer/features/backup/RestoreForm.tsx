/** A chosen backup: what it says of itself, and the secret that opens it. */
import { Anchor, Button, Group, Stack, TextInput, Title } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EventPayload } from "../../../shared/contract.ts";
import type { BackupFace, RestoreOutcome } from "../../../shared/domain/backup.ts";
import type { SourceId } from "../../../shared/domain/ids.ts";
import { call } from "../../api/call.ts";
import { onEvent } from "../../api/onEvent.ts";
import { pageNow } from "../../api/pageClock.ts";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { SecretField } from "../vaults/SecretField.tsx";
import { withSecretBytes } from "../vaults/secretBytes.ts";
import { UnlockRefusal } from "../vaults/UnlockRefusal.tsx";
import { AtStakeDialog, type SoundsAtStake, soundsAtStakeIn } from "./AtStakeDialog.tsx";
import classes from "./Backup.module.css";
import { BackupFacts } from "./BackupFacts.tsx";

export interface RestoreFormProps {
  readonly sourceId: SourceId;
  readonly face: BackupFace;
  readonly onOther: () => void;
  readonly onLeave: () => void;
  readonly onRestored: (outcome: RestoreOutcome) => void;
}

type Attempt =
  | { phase: "typing" }
  | { phase: "restoring" }
  /** Sound that is here would be destroyed, and nothing has happened yet. */
  | { phase: "asking"; atStake: SoundsAtStake }
  | { phase: "failed"; error: unknown };

export function RestoreForm({ sourceId, face, onOther, onLeave, onRestored }: RestoreFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [kind, setKind] = useState<"passphrase" | "recovery-code">(
    face.isPassphraseBound ? "recovery-code" : "passphrase",
  );
  const [typed, setTyped] = useState("");
  const [replaceTyped, setReplaceTyped] = useState("");
  const [attempt, setAttempt] = useState<Attempt>({ phase: "typing" });
  const mayRestore = typed !== "" && (!face.isHere || replaceTyped.trim() !== "");

  async function restore(mayDestroy: number) {
    if (!mayRestore || attempt.phase === "restoring") return;
    setAttempt({ phase: "restoring" });
    try {
      const outcome = await withSecretBytes(typed, (bytes) =>
        call("backup.restore", {
          sourceId,
          secret: { kind, bytes },
          replaceTyped: face.isHere ? replaceTyped : null,
          mayDestroy,
        }),
      );
      setTyped("");
      onRestored(outcome);
    } catch (error) {
      const atStake = soundsAtStakeIn(error);
      if (atStake !== undefined) {
        setAttempt({ phase: "asking", atStake });
        return;
      }
      if (kind === "passphrase") setTyped("");
      setAttempt({ phase: "failed", error });
    }
  }

  function switchKind() {
    setKind(kind === "passphrase" ? "recovery-code" : "passphrase");
    setTyped("");
    setAttempt({ phase: "typing" });
  }

  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void restore(0);
        }}
      >
        <Stack gap="md">
          <Title order={1}>{t("backup.restore.title")}</Title>
          <BackupFacts face={face} />
          <p className={classes.quiet}>
            {t("backup.restore.today", { date: format.date(pageNow(), "paper") })}
          </p>
          {face.isHere ? (
            <div className={classes.warm}>
              <p style={{ fontWeight: 600 }}>{t("backup.restore.hereTitle")}</p>
              <p>{t("backup.restore.hereText", { date: format.instant(face.madeAt) })}</p>
              <TextInput
                mt={10}
                label={t("backup.restore.replace", { name: face.name })}
                value={replaceTyped}
                onChange={(event) => setReplaceTyped(event.currentTarget.value)}
                autoComplete="off"
                maxLength={120}
              />
            </div>
          ) : null}
          {kind === "passphrase" ? (
            <SecretField label={t("vaults.passphrase")} value={typed} onChange={setTyped} key="passphrase" />
          ) : (
            <TextInput
              key="recovery-code"
              label={t("vaults.recoveryCode")}
              description={face.isPassphraseBound ? t("backup.restore.bound") : t("vaults.recoveryCodeHelp")}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              autoComplete="off"
              spellCheck={false}
              styles={{ input: { textTransform: "uppercase" } }}
            />
          )}
          {face.isPassphraseBound ? null : (
            <Anchor
              component="button"
              type="button"
              size="sm"
              onClick={switchKind}
              style={{ alignSelf: "start" }}
            >
              {t(kind === "passphrase" ? "vaults.forgotten" : "vaults.usePassphrase")}
            </Anchor>
          )}
          {attempt.phase === "failed" ? <UnlockRefusal error={attempt.error} /> : null}
          {attempt.phase === "restoring" ? (
            <Restoring />
          ) : (
            <Group justify="space-between">
              {face.isHere ? (
                <Button onClick={onLeave}>{t("backup.restore.keepHere")}</Button>
              ) : (
                <Button onClick={onOther}>{t("backup.restore.chooseOther")}</Button>
              )}
              <Button
                type="submit"
                variant="filled"
                color={face.isHere ? "danger" : "accent"}
                disabled={!mayRestore}
              >
                {t(face.isHere ? "backup.restore.goReplace" : "backup.restore.go")}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
      <AtStakeDialog
        madeAt={face.madeAt}
        atStake={attempt.phase === "asking" ? attempt.atStake : null}
        onConfirm={(count) => void restore(count)}
        onClose={() => setAttempt((now) => (now.phase === "asking" ? { phase: "typing" } : now))}
      />
    </>
  );
}

function Restoring() {
  const { t } = useTranslation();
  const [progress, setProgress] = useState<EventPayload<"restore.progress"> | null>(null);
  useEffect(() => onEvent("restore.progress", setProgress), []);
  return (
    <ProgressLine
      label={t("backup.restore.working")}
      share={progress === null ? null : progress.doneBytes / progress.totalBytes}
      action={
        <Button size="xs" onClick={() => void call("backup.cancelRestore", {})}>
          {t("backup.cancel")}
        </Button>
      }
    />
  );
}
