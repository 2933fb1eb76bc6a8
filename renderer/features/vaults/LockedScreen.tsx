/** The page while locked: a welcome, a choice of vaults, the door of one, or the making of a new one. */
import { useState } from "react";
import type { VaultId } from "../../../shared/domain/ids.ts";
import type { VaultSummary } from "../../../shared/domain/vaultSummary.ts";
import { offerNewPassphrase } from "../keys/passphraseOffer.ts";
import { CreateVault } from "./CreateVault.tsx";
import { DoorLayout } from "./DoorLayout.tsx";
import { enterVault } from "./sessionStore.ts";
import { UnlockForm } from "./UnlockForm.tsx";
import { VaultChooser } from "./VaultChooser.tsx";
import { VaultDoor } from "./VaultDoor.tsx";
import { Welcome } from "./Welcome.tsx";

type View =
  | { readonly phase: "choosing" }
  | { readonly phase: "unlocking"; readonly vaultId: VaultId }
  | { readonly phase: "creating" };

export function LockedScreen({ vaults }: { readonly vaults: readonly VaultSummary[] }) {
  const [view, setView] = useState<View>(() => firstView(vaults));
  const create = () => setView({ phase: "creating" });
  const choose = () => setView(vaults.length === 0 ? { phase: "choosing" } : firstView(vaults));

  if (view.phase === "creating") return <CreateVault onCancel={choose} />;
  if (view.phase === "unlocking") {
    const vault = vaults.find((known) => known.id === view.vaultId);
    if (vault !== undefined) {
      return (
        <DoorLayout>
          <VaultDoor
            vault={vault}
            onOthers={vaults.length > 1 ? () => setView({ phase: "choosing" }) : undefined}
            onCreate={create}
          >
            <UnlockForm
              vaultId={vault.id}
              onUnlocked={(session, recoveryCode) => {
                if (recoveryCode !== undefined) offerNewPassphrase(recoveryCode);
                enterVault(session);
              }}
            />
          </VaultDoor>
        </DoorLayout>
      );
    }
  }
  if (vaults.length === 0) return <Welcome onCreate={create} />;
  return (
    <DoorLayout>
      <VaultChooser
        vaults={vaults}
        onChoose={(vaultId) => setView({ phase: "unlocking", vaultId })}
        onCreate={create}
      />
    </DoorLayout>
  );
}

/** A single vault is gone to at once. */
function firstView(vaults: readonly VaultSummary[]): View {
  const [only, ...others] = vaults;
  return only !== undefined && others.length === 0
    ? { phase: "unlocking", vaultId: only.id }
    : { phase: "choosing" };
}
