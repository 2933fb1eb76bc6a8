/** What is shown if not even the list of vaults could be read. */
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { DoorLayout } from "./DoorLayout.tsx";
import { readSession } from "./sessionStore.ts";

export function UnreachableScreen({ error }: { readonly error: unknown }) {
  return (
    <DoorLayout>
      <ErrorNotice error={error} onRetry={() => void readSession()} />
    </DoorLayout>
  );
}
