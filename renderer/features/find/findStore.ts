/** Finding in the conversation that is open: what is sought, and which hit one stands at. */
import { create } from "zustand";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { type Looking, look, useReview } from "../review/reviewStore.ts";

/** A search in one text. */
export interface Find {
  readonly conversationId: ConversationId;
  readonly typed: string;
  /** Which hit, from 0. */
  readonly at: number;
  /** What one looked at before. */
  readonly before: Pick<Looking, "editingId" | "isFollowing">;
}

/** `null` while nothing is sought; `isLeftThere` after a search that ended at a hit. */
interface FindState {
  readonly find: Find | null;
  readonly isLeftThere: boolean;
}

export const useFind = create<FindState>()(() => ({ find: null, isLeftThere: false }));

/** Begins to search, or goes on with other words; the text no longer follows what plays. */
export function beginFind(conversationId: ConversationId, typed?: string): void {
  const { find } = useFind.getState();
  const { editingId, isFollowing } = useReview.getState().looking;
  const isSame = find?.conversationId === conversationId;
  const before = isSame ? { ...find.before } : { editingId, isFollowing };
  const words = typed ?? (isSame ? find.typed : "");
  useFind.setState({ find: { conversationId, typed: words, at: 0, before }, isLeftThere: false });
  look({ isFollowing: false });
}

/** Looks for other words. */
export function typeFind(typed: string): void {
  useFind.setState(({ find }) => ({ find: find && { ...find, typed, at: 0 } }));
}

/** Goes to a hit. */
export function goToHit(at: number): void {
  useFind.setState(({ find }) => ({ find: find && { ...find, at } }));
}

/** Ends the search and goes back to where one was. */
export function leaveFind(): void {
  const { find } = useFind.getState();
  useFind.setState({ find: null, isLeftThere: false });
  if (find !== null) look(find.before);
}

/** Ends the search and stays. */
export function stayAtHit(): void {
  useFind.setState({ find: null, isLeftThere: true });
}
