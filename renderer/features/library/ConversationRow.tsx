/** One conversation of the library: its waveform, what it is, what has been done, and what becomes of it. */
import { memo } from "react";
import type { ConversationSummary } from "../../../shared/domain/conversation.ts";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { pageNow } from "../../api/pageClock.ts";
import { usePreparation } from "../../audio/preparationStore.ts";
import { Chip } from "../../ui/Chip.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import type { ConversationDeed } from "../erasure/conversationDialog.ts";
import { openScreen } from "../frame/route.ts";
import { ImportMeter } from "../import/ImportMeter.tsx";
import { ConversationMenu } from "./ConversationMenu.tsx";
import { conversationChips, conversationFacts, type RowChip } from "./conversationFacts.ts";
import classes from "./library.module.css";
import { Thumbnail } from "./Thumbnail.tsx";
import { useChipText, useFactText } from "./useFactText.ts";

/**
 * @param props.onAsk - opens a dialog about the conversation
 * @param props.onDiscard - takes it out of the list while it is empty
 */
export const ConversationRow = memo(function ConversationRow(props: {
  readonly conversation: ConversationSummary;
  readonly onAsk: (
    conversationId: ConversationId,
    deed: ConversationDeed,
    trigger: HTMLElement | null,
  ) => void;
  readonly onDiscard: (conversationId: ConversationId) => void;
}) {
  const { conversation } = props;
  const { id, title, occasion, heldOn, sound, thumbnail } = conversation;
  const format = useFormat();
  const factText = useFactText(conversation.zone);
  const chipText = useChipText(conversation.zone);
  const preparation = usePreparation(sound.phase === "preparing" ? sound.recordingId : undefined);
  const facts = conversationFacts(conversation).map((fact) =>
    fact.about === "preparing" && preparation !== undefined
      ? `${factText(fact)} ${format.percent(preparation.progress)}`
      : factText(fact),
  );
  const name = [title, occasion].filter(Boolean).join(" · ");
  return (
    <article className={classes.row} aria-label={name}>
      <Thumbnail thumbnail={thumbnail} phase={sound.phase} />
      <div className={classes.rowText}>
        <h2 className={classes.rowTitle}>
          <button
            type="button"
            className={classes.open}
            onClick={() => openScreen({ screen: "review", conversationId: id })}
          >
            {name}
          </button>
        </h2>
        <p className={classes.facts}>{[format.date(heldOn, "short"), ...facts].join(" · ")}</p>
        {sound.phase === "importing" ? (
          <div className={classes.meter}>
            <ImportMeter conversationId={id} />
          </div>
        ) : (
          <p className={classes.chips}>
            {conversationChips(conversation, pageNow()).map((chip) => (
              <Chip key={chip.about} tone={toneOf(chip)}>
                {chipText(chip)}
              </Chip>
            ))}
          </p>
        )}
      </div>
      <ConversationMenu
        conversation={conversation}
        onAsk={(deed, trigger) => props.onAsk(id, deed, trigger)}
        onDiscard={props.onDiscard}
      />
    </article>
  );
});

function toneOf(chip: RowChip): "plain" | "warm" {
  if (chip.about === "hold" || chip.about === "erasing") return "warm";
  if (chip.about === "deidentified") return chip.state === "again" ? "warm" : "plain";
  return "urgent" in chip && chip.urgent ? "warm" : "plain";
}
