/** What the person says of where sound came from: shown at once, kept for each of the conversations. */
import { useState } from "react";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { SoundOrigin } from "../../../shared/domain/whereabouts.ts";
import type { AppFailure } from "../../api/appFailure.ts";
import { useChangeOfEach } from "../../api/useChange.ts";

/** @param kept - what the vault knows; `null` if nobody has said it yet */
export function useOrigin(
  conversationIds: readonly ConversationId[],
  kept: SoundOrigin | null,
): {
  readonly origin: SoundOrigin | null;
  readonly error: AppFailure | null;
  say(origin: SoundOrigin): void;
} {
  const [said, setSaid] = useState<SoundOrigin | null>(null);
  const setOrigin = useChangeOfEach("whereabouts.setOrigin");
  return {
    origin: said ?? kept,
    error: setOrigin.error,
    say(origin) {
      setSaid(origin);
      const changes = conversationIds.map((conversationId) => ({ conversationId, origin }));
      setOrigin.mutate(changes, { onError: () => setSaid(null) });
    },
  };
}
