/** What the keys do, and quietly whether everything typed is saved. */
import { IconCheck, IconClock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { KeyCommand } from "../../../shared/domain/keyTable.ts";
import { Kbd } from "../../ui/Kbd.tsx";
import { isMac, useKeyNames } from "../../ui/useKeyNames.ts";
import { isSaved } from "../transcript/transcriptSession.ts";
import classes from "./KeyLegend.module.css";
import { type Keys, keyFor } from "./reviewCommands.ts";
import { useReview } from "./reviewStore.ts";
import { useKeyLabel } from "./useKeyLabel.ts";

/** The keys change with what one does: reading and listening, or writing in a row. */
export function KeyLegend(props: {
  readonly conversationId: ConversationId;
  readonly keys: Keys;
  readonly hasSound: boolean;
  /** Notes wait while positions are not final. */
  readonly hasNotes: boolean;
  /** Under a hold nothing is changed. */
  readonly isHeld: boolean;
  readonly onAllKeys: () => void;
}) {
  const { conversationId, keys, hasSound, hasNotes, isHeld, onAllKeys } = props;
  const { t } = useTranslation();
  const names = useKeyNames();
  const label = useKeyLabel();
  const isEditing = useReview((state) => state.looking.editingId !== undefined);

  /** Keys that belong together share what they hold down: `Alt ← →`. */
  const entry = (deed: string, ...commands: readonly KeyCommand[]) => {
    const found = commands.map((command) => keyFor(command, keys, isEditing, isMac()));
    const combos = found.filter((combo) => combo !== undefined);
    return combos.length === 0 ? [] : [{ keys: together(combos.map(label)), deed }];
  };
  const changing = (deed: string, command: KeyCommand) => (isHeld ? [] : entry(deed, command));
  const fixed = (key: string, deed: string) => ({ keys: [key], deed });
  const playing = hasSound
    ? [...entry(t("review.keys.play"), "play-pause"), ...entry(t("review.keys.skip"), "back", "forward")]
    : [];
  const shown = isEditing
    ? [
        fixed(names.enter, t("review.keys.nextRow")),
        fixed(names.escape, t("review.keys.stopEditing")),
        ...playing,
        ...entry(t("review.keys.flip"), "flip-speaker"),
        ...entry(t("review.keys.split"), "split"),
        ...entry(t("review.keys.merge"), "merge-before"),
        ...entry(t("review.keys.start"), "start-earlier", "start-later"),
        ...entry(t("review.keys.end"), "end-earlier", "end-later"),
        ...entry(t("review.keys.blocks"), "block-1", "block-2", "block-3"),
        ...(hasSound ? entry(t("review.keys.speed"), "slower", "faster") : []),
        ...(hasSound ? entry(t("review.keys.loop"), "loop") : []),
      ]
    : [
        ...playing,
        ...entry(t("review.keys.row"), "row-before", "row-after"),
        ...changing(t("review.keys.edit"), "edit-row"),
        ...changing(t("review.keys.flip"), "flip-speaker"),
        ...(hasSound ? entry(t("review.keys.loop"), "loop") : []),
        ...(hasNotes ? entry(t("review.keys.note"), "note") : []),
        ...changing(t("review.keys.split"), "split"),
        ...changing(t("review.keys.merge"), "merge-before"),
        ...changing(t("review.keys.undo"), "undo"),
        fixed(`${names.mod} K`, t("review.keys.everything")),
      ];
  return (
    <footer className={classes.legend}>
      <dl className={classes.keys}>
        {shown.map(({ keys: pressed, deed }) => (
          <div key={deed} className={classes.key}>
            <dt>
              {pressed.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{deed}</dd>
          </div>
        ))}
      </dl>
      <button
        type="button"
        className={classes.all}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onAllKeys}
      >
        {t("review.keys.all")}
      </button>
      <SaveState conversationId={conversationId} />
    </footer>
  );
}

/** `Ctrl 1`, `Ctrl 2`, `Ctrl 3` as `Ctrl 1 2 3`, where all but the last part is the same; else one by one. */
function together(labels: readonly string[]): readonly string[] {
  const held = labels.map((name) => name.slice(0, name.lastIndexOf(" ") + 1));
  const first = held[0] ?? "";
  if (labels.length < 2 || first === "" || held.some((other) => other !== first)) return [...new Set(labels)];
  return [`${first}${labels.map((name) => name.slice(first.length)).join(" ")}`];
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
