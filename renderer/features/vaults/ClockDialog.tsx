/** Asks whether the computer's date is right, where erasures wait for the answer (SECURITY.md §4, "The clock"). */
import { Button, Modal, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Session } from "../../../shared/domain/vaultSummary.ts";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { readSession } from "./sessionStore.ts";

/** Shows nothing while the clock is trusted. */
export function ClockDialog({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const format = useFormat();
  const confirm = useChange("clock.confirm");
  const { clock } = session;
  if (clock.phase === "trusted") return null;
  const answer = (verdict: "right" | "wrong") =>
    confirm.mutate({ verdict }, { onSuccess: () => void readSession() });
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t("vaults.clock.title", { date: format.date(clock.now, "long") })}
    >
      <Stack>
        <p>{t("vaults.clock.why", { lastSeen: format.date(clock.lastSeenAt, "long") })}</p>
        <p>{t("vaults.clock.consequence")}</p>
        <ErrorNotice error={confirm.error} />
        <Button variant="filled" loading={confirm.isPending} onClick={() => answer("right")}>
          {t("vaults.clock.right")}
        </Button>
        <Button disabled={confirm.isPending} onClick={() => answer("wrong")}>
          {t("vaults.clock.wrong")}
        </Button>
      </Stack>
    </Modal>
  );
}
