/** Which screen is shown; there are no addresses, so nothing of it stands in a URL. */
import { create } from "zustand";
import type { ConversationKind } from "../../../shared/domain/conversation.ts";
import type { CodingId, ConversationId } from "../../../shared/domain/ids.ts";
import type { OfferedSource } from "../../../shared/domain/offeredSource.ts";
import type { RecordSubject } from "../record/recordSubject.ts";
import type { ReviewTab } from "../review/reviewStore.ts";

/** A screen and what it needs to know. */
export type Route =
  | { readonly screen: "library" }
  /** `atMs` seeks to that position once; `find` is looked for in its text. */
  | {
      readonly screen: "review";
      readonly conversationId: ConversationId;
      readonly atMs?: number;
      readonly find?: string;
      /** What the panel beside the text shows first. */
      readonly tab?: ReviewTab;
    }
  /** `kind` preselects, `source` is a file that was dropped; `intent`: it is to be recorded now. */
  | {
      readonly screen: "new-conversation";
      readonly kind?: ConversationKind;
      readonly source?: OfferedSource;
      readonly intent?: "record";
    }
  | { readonly screen: "record"; readonly subject: RecordSubject }
  /** `sources` are files that were dropped. */
  | { readonly screen: "bring-in"; readonly sources?: readonly OfferedSource[] }
  /** `atMs` is where one begins to listen, and which utterance is looked at. */
  | {
      readonly screen: "coding";
      readonly conversationId: ConversationId;
      readonly codingId: CodingId;
      readonly atMs?: number;
    }
  | { readonly screen: "practice" }
  /** Of a finished coding. */
  | { readonly screen: "coding-summary"; readonly codingId: CodingId }
  /** Two or more finished codings by one scheme, in the order in which they were begun. */
  | {
      readonly screen: "compare-codings";
      readonly conversationId: ConversationId;
      readonly codingIds: readonly CodingId[];
    }
  | { readonly screen: "erasures" }
  | { readonly screen: "move-vault" }
  | { readonly screen: "settings" }
  | { readonly screen: "schemes" }
  | { readonly screen: "check" }
  | { readonly screen: "help" };

interface RouteStore {
  readonly route: Route;
}

const store = create<RouteStore>()(() => ({ route: { screen: "library" } }));

/** Shows a screen. */
export function openScreen(route: Route): void {
  store.setState({ route });
}

/** The screen that is shown. */
export function useRoute(): Route {
  return store((state) => state.route);
}
