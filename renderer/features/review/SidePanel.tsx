/** The panel beside the transcript: notes, codings, and what is kept of the conversation. */
import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { Player } from "../../audio/player.ts";
import { CodingsTab } from "../coding/CodingsTab.tsx";
import type { OpenDialog } from "./AboutDialogs.tsx";
import { AboutTab } from "./AboutTab.tsx";
import { NotesTab } from "./NotesTab.tsx";
import type { ReviewActions } from "./reviewActions.ts";
import { look, reviewTabs, useReview } from "./reviewStore.ts";
import classes from "./SidePanel.module.css";

interface SidePanelProps {
  readonly conversation: ConversationDetail;
  readonly player: Player | null;
  readonly actions: ReviewActions;
  readonly onDialog: (dialog: OpenDialog) => void;
}

export function SidePanel({ conversation, player, actions, onDialog }: SidePanelProps) {
  const { t } = useTranslation();
  const tab = useReview((state) => state.looking.tab);
  return (
    <Tabs
      className={classes.panel}
      value={tab}
      onChange={(value) => look({ tab: reviewTabs.find((known) => known === value) ?? "notes" })}
    >
      <Tabs.List className={classes.tabs} aria-label={t("review.panel")}>
        <Tabs.Tab value="notes">{t("review.tab.notes")}</Tabs.Tab>
        <Tabs.Tab value="codings">{t("review.tab.codings")}</Tabs.Tab>
        <Tabs.Tab value="about">{t("review.tab.about")}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="notes" className={classes.content}>
        <NotesTab conversation={conversation} player={player} actions={actions} />
      </Tabs.Panel>
      <Tabs.Panel value="codings" className={classes.content}>
        <CodingsTab conversation={conversation} />
      </Tabs.Panel>
      <Tabs.Panel value="about" className={classes.content}>
        <AboutTab conversation={conversation} onDialog={onDialog} />
      </Tabs.Panel>
    </Tabs>
  );
}
