/** "Choose a new passphrase now", right after unlocking with the recovery code. */
import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Session } from "../../../shared/domain/vaultSummary.ts";
import { ChangePassphrase } from "./ChangePassphrase.tsx";
import { endPassphraseOffer, usePassphraseOffer } from "./passphraseOffer.ts";

/** Shows nothing unless it is offered. The clock's question goes first. */
export function PassphraseOffer({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const offer = usePassphraseOffer();
  if (offer.phase === "none" || session.clock.phase !== "trusted") return null;
  return (
    <Modal opened onClose={endPassphraseOffer} closeOnClickOutside={false} title={t("vaultKeys.offer.title")}>
      <ChangePassphrase
        vaultName={session.name}
        text={t("vaultKeys.offer.text")}
        known={{ kind: "recovery-code", typed: offer.recoveryCode }}
        cancelLabel={t("vaultKeys.offer.later")}
        onClose={endPassphraseOffer}
      />
    </Modal>
  );
}
