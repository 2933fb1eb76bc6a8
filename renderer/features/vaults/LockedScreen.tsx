/** The page while locked: a welcome, a choice of vaults, the door of one, or the making of a new one. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { VaultId } from "../../../shared/domain/ids.ts";
import type { VaultSummary } from "../../../shared/domain/vaultSummary.ts";
import { RestoreScreen } from "../backup/RestoreScreen.tsx";
import { offerNewPassphrase } from "../keys/passphraseOffer.ts";
import { CreateVault } from "./CreateVault.tsx";
import { DoorLayout } from "./DoorLayout.tsx";
import { enterVault, readSession } from "./sessionStore.ts";
import { UnlockForm } from "./UnlockForm.tsx";
import { VaultChooser } from "./VaultChooser.tsx";
import { VaultDoor } from "./VaultDoor.tsx";
import { Welcome } from "./Welcome.tsx";
import { WithdrawalFlow } from "./WithdrawalFlow.tsx";

/** What is done with the vault that is chosen; `withdrawing`: a client takes a permission back. */
type VaultDeed = "unlocking" | "withdrawing";

type View =
  | { readonly phase: "choosing"; readonly deed: VaultDeed }
  | { readonly phase: VaultDeed; readonly vaultId: VaultId }
  | { readonly phase: "creating" }
  | { readonly phase: "restoring" };

export function LockedScreen({ vaults }: { readonly vaults: readonly VaultSummary[] }) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>(() => firstView(vaults));
  const create = () => setView({ phase: "creating" });
  const choose = () => setView(firstView(vaults));

  const restore = () => setView({ phase: "restoring" });
  if (view.phase === "restoring") {
    return (
      <RestoreScreen onLeave={choose} onRestored={(vaultId) => setView({ phase: "unlocking", vaultId })} />
    );
  }
  if (view.phase === "creating") return <CreateVault onCancel={choose} />;
  if (view.phase !== "choosing") {
    const vault = vaults.find((known) => known.id === view.vaultId);
    if (vault !== undefined) {
      const unlock = () => setView({ phase: "unlocking", vaultId: vault.id });
      return (
        <DoorLayout>
          {view.phase === "withdrawing" ? (
            <WithdrawalFlow
              vault={vault}
              onBack={() => {
                unlock();
                // The door says how many sounds are gone.
                void readSession();
              }}
            />
          ) : (
            <VaultDoor
              vault={vault}
              onOthers={
                vaults.length > 1 ? () => setView({ phase: "choosing", deed: "unlocking" }) : undefined
              }
              onCreate={create}
              onRestore={restore}
              onWithdrawal={() => setView({ phase: "withdrawing", vaultId: vault.id })}
            >
              <UnlockForm
                vaultId={vault.id}
                onUnlocked={(session, recoveryCode) => {
                  if (recoveryCode !== undefined) offerNewPassphrase(recoveryCode);
                  enterVault(session);
                }}
              />
            </VaultDoor>
          )}
        </DoorLayout>
      );
    }
  }
  if (vaults.length === 0) return <Welcome onCreate={create} onRestore={restore} />;
  const deed = view.phase === "choosing" ? view.deed : view.phase;
  return (
    <DoorLayout>
      <VaultChooser
        vaults={vaults}
        title={t(deed === "withdrawing" ? "withdrawal.which" : "vaults.choose")}
        onChoose={(vaultId) => setView({ phase: deed, vaultId })}
        {...(deed === "withdrawing"
          ? { onBack: () => setView({ phase: "choosing", deed: "unlocking" }) }
          : {
              onCreate: create,
              onRestore: restore,
              onWithdrawal: () => setView({ phase: "choosing", deed: "withdrawing" }),
            })}
      />
    </DoorLayout>
  );
}

/** A single vault is gone to at once. */
function firstView(vaults: readonly VaultSummary[]): View {
  const [only, ...others] = vaults;
  return only !== undefined && others.length === 0
    ? { phase: "unlocking", vaultId: only.id }
    : { phase: "choosing", deed: "unlocking" };
}
