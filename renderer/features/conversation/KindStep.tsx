/** The first question: what kind of conversation is it? */
import { IconMasksTheater, IconMessages, IconMovie, IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type ConversationKind, conversationKinds } from "../../../shared/domain/conversation.ts";
import { useSpeakerWords } from "../../ui/useSpeakerWords.ts";
import classes from "./conversation.module.css";
import { useNewConversation } from "./newConversationStore.ts";

const icons = {
  client: IconMessages,
  "role-play": IconMasksTheater,
  exercise: IconUsers,
  published: IconMovie,
} as const satisfies Record<ConversationKind, unknown>;

/** A card with a sentence for each; choosing one goes on. What is published is not recorded anew. */
export function KindStep() {
  const { t } = useTranslation();
  const client = useSpeakerWords().client.name;
  const { kind: chosen, sound, change } = useNewConversation();
  const offered = conversationKinds.filter((kind) => kind !== "published" || sound.mode !== "record");
  return (
    <ul className={classes.cards}>
      {offered.map((kind) => {
        const Icon = icons[kind];
        return (
          <li key={kind}>
            <button
              type="button"
              className={classes.card}
              data-chosen={kind === chosen || undefined}
              onClick={() => change({ kind, step: "permission" })}
            >
              <Icon size={22} stroke={1.6} aria-hidden="true" className={classes.cardIcon} />
              <span>
                <span className={classes.cardTitle}>{t(`conversation.kind.${kind}.title`, { client })}</span>
                <span className={classes.cardText}>{t(`conversation.kind.${kind}.text`)}</span>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
