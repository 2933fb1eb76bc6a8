/** What is on the screen: waiting, the locked door, or the vault's own rooms. */
import { useEffect } from "react";
import { FaultBoundary } from "./features/frame/FaultBoundary.tsx";
import { Frame } from "./features/frame/Frame.tsx";
import { LockedScreen } from "./features/vaults/LockedScreen.tsx";
import { type SessionState, startSession, useSession } from "./features/vaults/sessionStore.ts";
import { UnreachableScreen } from "./features/vaults/UnreachableScreen.tsx";
import { VaultEndedDialog } from "./features/vaults/VaultEndedDialog.tsx";

export function App() {
  const state = useSession();
  useEffect(() => startSession(), []);
  return (
    <FaultBoundary isAlone resetKeys={[state.phase]}>
      <Rooms state={state} />
    </FaultBoundary>
  );
}

function Rooms({ state }: { readonly state: SessionState }) {
  switch (state.phase) {
    case "loading":
      return null;
    case "unreachable":
      return <UnreachableScreen error={state.error} />;
    case "locked":
      return <LockedScreen vaults={state.vaults} />;
    case "unlocked":
    case "ended":
      return (
        <>
          <Frame session={state.session} isAsleep={state.phase === "ended"} />
          <VaultEndedDialog session={state.session} opened={state.phase === "ended"} />
        </>
      );
  }
}
