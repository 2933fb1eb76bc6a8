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

/** Four cards with a sentence each; choosing one goes on. */
export function KindStep() {
  const { t } = useTranslation();
  const client = useSpeakerWords().client.name;
  const { kind: chosen, change } = useNewConversation();
  return (
    <ul className={classes.cards}>
      {conversationKinds.map((kind) => {
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
