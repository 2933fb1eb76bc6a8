/** The walk itself: where one is, what the keys do, and one word or the end on the screen. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { DecidedWord } from "../../../shared/domain/deidentification.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import type { SpeakerNames } from "../../../shared/domain/speakerCalled.ts";
import { foldedWord } from "../../../shared/domain/wordAgain.ts";
import { useRequest } from "../../api/useRequest.ts";
import type { Player, PlayRange } from "../../audio/player.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { useReview } from "../review/reviewStore.ts";
import classes from "./deidentify.module.css";
import { listenTo } from "./listenTo.ts";
import { SeekWord } from "./SeekWord.tsx";
import { useSoughtWords } from "./soughtWords.ts";
import { takeKeys, useWordKeys } from "./useWordKeys.ts";
import { WalkEnd } from "./WalkEnd.tsx";
import { WalkKeys } from "./WalkKeys.tsx";
import { WordCard } from "./WordCard.tsx";
import { isOpen, type WalkWord, walkWords } from "./walkWords.ts";

const noNames: SpeakerNames = {};

interface WalkProps {
  readonly conversation: ConversationDetail;
  readonly player: Player | null;
  readonly segments: readonly Segment[];
  readonly decided: readonly DecidedWord[];
  readonly knownNames: readonly string[];
  readonly onClose: () => void;
}

/** Where one is: at a word, or after the last. */
type Standing = { readonly at: "word"; readonly key: string } | { readonly at: "end" };

export function Walk({ conversation, player, segments, decided, knownNames, onClose }: WalkProps) {
  const { t } = useTranslation();
  const names = useReview((state) => state.speakerNames[conversation.id]) ?? noNames;
  const marked = useSoughtWords((state) => state.words);
  const [sought, setSought] = useState<readonly string[]>(marked === null ? [] : [marked]);
  const words = useMemo(
    () => walkWords({ segments, names, decided, knownNames, sought }),
    [segments, names, decided, knownNames, sought],
  );
  const [standing, setStanding] = useState<Standing>(() => firstStanding(words, marked));
  const [deciding, setDeciding] = useState<WalkWord | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const singleKeys = useRequest("settings.read", {}).data?.singleKeys ?? true;
  const listen = useListening(player);
  const frame = useRef<HTMLDivElement>(null);

  const index = standing.at === "word" ? words.findIndex(({ key }) => key === standing.key) : -1;
  // A word that is being replaced is listed nowhere until its decision has been read; it stays where it is.
  const word = words[index] ?? (deciding !== null && isAt(standing, deciding.key) ? deciding : undefined);
  const openCount = words.filter(isOpen).length;
  const go = (by: 1 | -1) => {
    const from = index === -1 ? words.length : index;
    setStanding(standingAt(words, Math.max(0, from + by)));
  };
  // From a word that was decided one goes on to the next that is not, unless one has gone elsewhere meanwhile.
  const goOn = (decidedKey: string) => {
    const next = words.findIndex((other, at) => at > index && isOpen(other));
    setStanding((now) =>
      isAt(now, decidedKey) ? standingAt(words, next === -1 ? words.length : next) : now,
    );
  };
  useWordKeys(frame, true, (key) => {
    if (key !== "ArrowRight" && key !== "ArrowLeft") return false;
    go(key === "ArrowRight" ? 1 : -1);
    return true;
  });
  const seek = (text: string): boolean => {
    const key = foldedWord(text);
    const found = walkWords({ segments, names, decided, knownNames, sought: [...sought, text] });
    if (!found.some((other) => other.key === key)) return false;
    setSought([...sought, text]);
    setStanding({ at: "word", key });
    return true;
  };
  const place = word === undefined ? "end" : word.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each word takes the keys to itself, before a key can be pressed at it.
  useLayoutEffect(() => {
    takeKeys(frame);
  }, [place]);

  return (
    <div className={classes.walk}>
      <ProgressLine
        label={t("deidentify.progress", { done: words.length - openCount, total: words.length })}
        share={words.length === 0 ? 1 : (words.length - openCount) / words.length}
      />
      <section ref={frame} className={classes.frame} tabIndex={-1} aria-label={t("deidentify.title")}>
        {word === undefined ? (
          <WalkEnd
            conversation={conversation}
            openCount={openCount}
            wordCount={words.length}
            replacedCount={decided.filter(({ replacement }) => replacement !== null).length}
            onOpenWords={() => setStanding(firstStanding(words, null))}
            onClose={onClose}
          />
        ) : (
          <WordCard
            key={word.key}
            conversation={conversation}
            segments={segments}
            decided={decided}
            word={word}
            singleKeys={singleKeys}
            canListen={player !== null}
            isBusy={deciding?.key === word.key}
            frame={frame}
            onDeciding={(isDeciding) =>
              setDeciding((now) => (isDeciding ? word : now?.key === word.key ? null : now))
            }
            onListen={listen}
            onDecided={() => goOn(word.key)}
            onProblem={setProblem}
          />
        )}
      </section>
      <ErrorNotice error={problem} />
      <SeekWord frame={frame} singleKeys={singleKeys} onSeek={seek} />
      <WalkKeys singleKeys={singleKeys} canListen={player !== null} word={word} />
    </div>
  );
}

function firstStanding(words: readonly WalkWord[], marked: string | null): Standing {
  const asked = marked === null ? undefined : words.find(({ key }) => key === foldedWord(marked));
  const first = asked ?? words.find(isOpen);
  return first === undefined ? { at: "end" } : { at: "word", key: first.key };
}

function isAt(standing: Standing, key: string): boolean {
  return standing.at === "word" && standing.key === key;
}

function standingAt(words: readonly WalkWord[], index: number): Standing {
  const word = words[index];
  return word === undefined ? { at: "end" } : { at: "word", key: word.key };
}

/** One range plays at a time, and none once the walk is left. */
function useListening(player: Player | null): (range: PlayRange) => void {
  const stop = useRef(() => {});
  useEffect(() => () => stop.current(), []);
  return (range) => {
    stop.current();
    if (player !== null) stop.current = listenTo(player, range);
  };
}
