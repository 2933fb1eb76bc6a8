/** What the keys do, and quietly whether everything typed is saved. */
import { IconCheck, IconClock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { Kbd } from "../../ui/Kbd.tsx";
import { useKeyNames } from "../../ui/useKeyNames.ts";
import { isSaved } from "../transcript/transcriptSession.ts";
import classes from "./KeyLegend.module.css";
import { useReview } from "./reviewStore.ts";

/** The keys change with what one does: reading and listening, or writing in a row. */
export function KeyLegend(props: {
  readonly conversationId: ConversationId;
  readonly singleKeys: boolean;
  readonly hasSound: boolean;
  /** Notes wait while positions are not final. */
  readonly hasNotes: boolean;
}) {
  const { conversationId, singleKeys, hasSound, hasNotes } = props;
  const { t } = useTranslation();
  const names = useKeyNames();
  const isEditing = useReview((state) => state.looking.editingId !== undefined);
  const writing = [
    { keys: [names.enter], deed: t("review.keys.nextRow") },
    { keys: [names.escape], deed: t("review.keys.stopEditing") },
    ...(hasSound ? [{ keys: [`${names.mod} ${names.space}`], deed: t("review.keys.play") }] : []),
    { keys: [`${names.mod} Z`], deed: t("review.keys.undo") },
  ];
  const listening = [
    ...(hasSound
      ? [
          { keys: [names.space], deed: t("review.keys.play") },
          { keys: ["←", "→"], deed: t("review.keys.skip") },
        ]
      : []),
    { keys: ["↑", "↓"], deed: t("review.keys.row") },
    ...(singleKeys ? [{ keys: ["T"], deed: t("review.keys.flip") }] : []),
    ...(singleKeys && hasSound ? [{ keys: ["L"], deed: t("review.keys.loop") }] : []),
    ...(singleKeys && hasNotes ? [{ keys: ["N"], deed: t("review.keys.note") }] : []),
    { keys: [names.enter], deed: t("review.keys.edit") },
    { keys: [`${names.mod} K`], deed: t("review.keys.everything") },
  ];
  return (
    <footer className={classes.legend}>
      <dl className={classes.keys}>
        {(isEditing ? writing : listening).map(({ keys, deed }) => (
          <div key={deed} className={classes.key}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{deed}</dd>
          </div>
        ))}
      </dl>
      <SaveState conversationId={conversationId} />
    </footer>
  );
}

function SaveState({ conversationId }: { readonly conversationId: ConversationId }) {
  const { t } = useTranslation();
  const state = useReview(({ transcripts, problems }) => {
    const session = transcripts[conversationId];
    if (session === undefined || session.past.length + session.future.length === 0) return "untouched";
    if (isSaved(session)) return "saved";
    return problems[conversationId] === undefined ? "saving" : "waiting";
  });
  if (state === "untouched") return null;
  return (
    <p className={classes.save} role="status">
      {state === "saved" ? (
        <IconCheck size={16} aria-hidden="true" />
      ) : (
        <IconClock size={16} aria-hidden="true" />
      )}
      {t(`review.save.${state}`)}
    </p>
  );
}
