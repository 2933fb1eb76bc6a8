/** Asks whether the computer's date is right, where erasures wait for the answer (SECURITY.md §4, "The clock"). */
import { Button, FocusTrap, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Session } from "../../../shared/domain/vaultSummary.ts";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { lockVault, readSession } from "./sessionStore.ts";

/** `wrong`: so it was answered, and the computer still shows such a date; `left`: one works on as long as it does. */
type Answer = "none" | "wrong" | "left";

/** Shows nothing while the clock is trusted. Dates stand with their year: that is what a wrong one may differ in. */
export function ClockDialog({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const format = useFormat();
  const confirm = useChange("clock.confirm");
  const [answer, setAnswer] = useState<Answer>("none");
  const { clock } = session;
  if (clock.phase === "trusted" || answer === "left") return null;
  const date = format.date(clock.now, "paper");
  const say = (verdict: "right" | "wrong") =>
    confirm.mutate(
      { verdict },
      {
        onSuccess: async () => {
          await readSession();
          if (verdict === "wrong") setAnswer("wrong");
        },
      },
    );
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={answer === "wrong" ? t("vaults.clock.stillTitle") : t("vaults.clock.title", { date })}
    >
      {/* The Enter that opened the vault must not be an answer. */}
      <FocusTrap.InitialFocus />
      {answer === "wrong" ? (
        <Stack>
          <p>{t("vaults.clock.stillText", { date })}</p>
          <Button variant="filled" onClick={() => setAnswer("left")}>
            {t("vaults.clock.goOn")}
          </Button>
        </Stack>
      ) : (
        <Stack>
          <p>{t("vaults.clock.why", { lastSeen: format.date(clock.lastSeenAt, "paper") })}</p>
          <p>{t("vaults.clock.consequence")}</p>
          <ErrorNotice error={confirm.error} />
          <Button variant="filled" loading={confirm.isPending} onClick={() => say("right")}>
            {t("vaults.clock.right")}
          </Button>
          <Button disabled={confirm.isPending} onClick={() => say("wrong")}>
            {t("vaults.clock.wrong")}
          </Button>
          <Button variant="subtle" disabled={confirm.isPending} onClick={() => void lockVault()}>
            {t("vaults.clock.lock")}
          </Button>
        </Stack>
      )}
    </Modal>
  );
}
