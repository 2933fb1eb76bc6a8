/** The dialogs that can be opened about a conversation. */
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { ForClientDialog } from "../forClient/ForClientDialog.tsx";
import { HandOverDialog } from "../handOver/HandOverDialog.tsx";
import { WhereaboutsDialog } from "../source/WhereaboutsDialog.tsx";
import type { ConversationDeed } from "./conversationDialog.ts";
import { EraseDialog } from "./EraseDialog.tsx";
import { HoldDialog } from "./HoldDialog.tsx";
import { PermissionDialog } from "./PermissionDialog.tsx";
import { RetentionDialog } from "./RetentionDialog.tsx";
import { WithdrawDialog } from "./WithdrawDialog.tsx";

/** @param props.deed - `null` keeps all closed */
export function ConversationDialogs(props: {
  readonly conversationId: ConversationId;
  readonly deed: ConversationDeed | null;
  readonly onClose: () => void;
}) {
  const { conversationId, deed, onClose } = props;
  const about = (which: ConversationDeed) => ({ conversationId, opened: deed === which, onClose });
  return (
    <>
      <PermissionDialog {...about("permission")} />
      <RetentionDialog {...about("retention")} />
      <HoldDialog {...about("hold")} />
      <ForClientDialog {...about("client")} />
      <HandOverDialog {...about("hand-over")} />
      <EraseDialog {...about("erase")} />
      <WithdrawDialog {...about("withdraw")} />
      <WhereaboutsDialog {...about("whereabouts")} />
    </>
  );
}
