/** The screen a route stands for. */
import { MoveScreen } from "../backup/MoveScreen.tsx";
import { BringInScreen } from "../bringIn/BringInScreen.tsx";
import { CheckScreen } from "../check/CheckScreen.tsx";
import { CodingScreen } from "../coding/CodingScreen.tsx";
import { CompareScreen } from "../compare/CompareScreen.tsx";
import { NewConversationScreen } from "../conversation/NewConversationScreen.tsx";
import { ErasureScreen } from "../erasure/ErasureScreen.tsx";
import { HelpScreen } from "../help/HelpScreen.tsx";
import { LibraryScreen } from "../library/LibraryScreen.tsx";
import { PracticeScreen } from "../practice/PracticeScreen.tsx";
import { RecordScreen } from "../record/RecordScreen.tsx";
import { ReviewScreen } from "../review/ReviewScreen.tsx";
import { SchemesScreen } from "../schemes/SchemesScreen.tsx";
import { SettingsScreen } from "../settings/SettingsScreen.tsx";
import { SummaryScreen } from "../summary/SummaryScreen.tsx";
import type { Route } from "./route.ts";

export function CurrentScreen({ route }: { readonly route: Route }) {
  switch (route.screen) {
    case "library":
      return <LibraryScreen />;
    case "new-conversation":
      return <NewConversationScreen {...without(route)} />;
    case "record":
      return <RecordScreen {...without(route)} />;
    case "bring-in":
      return <BringInScreen {...without(route)} />;
    case "review":
      return <ReviewScreen key={route.conversationId} {...without(route)} />;
    case "coding":
      return <CodingScreen key={route.codingId} {...without(route)} />;
    case "compare-codings":
      return <CompareScreen key={route.codingIds.join()} {...without(route)} />;
    case "practice":
      return <PracticeScreen />;
    case "coding-summary":
      return <SummaryScreen key={route.codingId} {...without(route)} />;
    case "erasures":
      return <ErasureScreen />;
    case "move-vault":
      return <MoveScreen />;
    case "settings":
      return <SettingsScreen />;
    case "schemes":
      return <SchemesScreen />;
    case "check":
      return <CheckScreen />;
    case "help":
      return <HelpScreen />;
  }
}

function without<R extends Route>({ screen: _, ...props }: R): Omit<R, "screen"> {
  return props;
}
