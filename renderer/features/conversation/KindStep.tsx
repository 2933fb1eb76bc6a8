/** The first question: what kind of conversation is it? */
import { IconMasksTheater, IconMessages, IconMovie, IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type ConversationKind, conversationKinds } from "../../../shared/domain/conversation.ts";
import { Card, Cards } from "../../ui/Cards.tsx";
import { useSpeakerWords } from "../../ui/useSpeakerWords.ts";

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
    <Cards>
      {offered.map((kind) => (
        <Card
          key={kind}
          Icon={icons[kind]}
          title={t(`conversation.kind.${kind}.title`, { client })}
          text={t(`conversation.kind.${kind}.text`)}
          isChosen={kind === chosen}
          onChoose={() => change({ kind, step: "permission" })}
        />
      ))}
    </Cards>
  );
}
