/** One word of the walk: where it stands, what may stand instead, and the person's decision. */
import { Button, Group, TextInput } from "@mantine/core";
import { type RefObject, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { DecidedWord } from "../../../shared/domain/deidentification.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import type { PlayRange } from "../../audio/player.ts";
import { Chip } from "../../ui/Chip.tsx";
import classes from "./deidentify.module.css";
import { PlaceList } from "./PlaceList.tsx";
import { ReplacedPlaces } from "./ReplacedPlaces.tsx";
import { suggestReplacement } from "./suggestReplacement.ts";
import { takeKeys, useWordKeys } from "./useWordKeys.ts";
import { leaveWord, replaceWord, undecide } from "./walkDeeds.ts";
import type { WalkPlace, WalkWord } from "./walkWords.ts";

/** Names are mostly of people who stand near; what they are to the client says enough. */
const nearPeople = ["daughter", "son", "partner", "parent", "friend", "colleague"] as const;

interface WordCardProps {
  readonly conversation: ConversationDetail;
  readonly segments: readonly Segment[];
  readonly decided: readonly DecidedWord[];
  readonly word: WalkWord;
  readonly singleKeys: boolean;
  readonly canListen: boolean;
  /** While a decision on this word is being kept. */
  readonly isBusy: boolean;
  /** Hears the keys. */
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly onListen: (range: PlayRange) => void;
  readonly onDeciding: (isDeciding: boolean) => void;
  readonly onDecided: () => void;
  readonly onProblem: (problem: unknown) => void;
}

/** Mounted anew for each word. */
export function WordCard(props: WordCardProps) {
  const { conversation, segments, decided, word, singleKeys, canListen, isBusy, frame, onListen } = props;
  const { t } = useTranslation();
  const base = t(`deidentify.base.${word.kind}`);
  const [replacement, setReplacement] = useState(() => suggestReplacement(word, decided, base));
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const { places, decision } = word;
  const isLeft = decision?.isLeft === true;
  const text = replacement.trim();
  const mayReplace = places.length > 0 && text !== "" && !isBusy;

  const decide = async (deed: () => Promise<void>, isDone: boolean) => {
    if (isBusy) return;
    props.onDeciding(true);
    props.onProblem(null);
    try {
      await deed();
      takeKeys(frame);
      if (isDone) props.onDecided();
    } catch (problem) {
      props.onProblem(problem);
    } finally {
      props.onDeciding(false);
    }
  };
  const replaceAt = (some: readonly WalkPlace[]) => {
    if (!mayReplace) return;
    const isDone = some.length === places.length;
    void decide(() => replaceWord(conversation.id, word, { places: some, replacement: text }), isDone);
    if (!isDone) setAt(0);
  };
  const replaceHere = () => replaceAt(places.slice(at, at + 1));
  const leave = () => void decide(() => leaveWord(conversation.id, word), true);
  const takeBack = () =>
    decision === undefined ? undefined : void decide(() => undecide(conversation.id, decision), false);

  const press = (key: string): boolean => {
    switch (key.toLowerCase()) {
      case "1":
        replaceAt(places);
        return true;
      case "2":
        if (places.length > 0 && !isLeft) leave();
        return true;
      case "3":
        props.onDecided();
        return true;
      case "4":
        if (places.length > 1) replaceHere();
        return true;
      case "5":
        takeBack();
        return true;
      case "e":
        field.current?.select();
        return true;
      default:
        return false;
    }
  };
  useWordKeys(frame, singleKeys, press);

  return (
    <section className={classes.card} aria-label={word.original}>
      <header className={classes.head}>
        <h2 className={classes.word}>{word.original}</h2>
        <Chip>{t(`deidentify.kind.${word.kind}`)}</Chip>
        {word.strength === "weak" ? <Chip>{t("deidentify.perhaps")}</Chip> : null}
        <span className={classes.count}>
          {places.length === 0
            ? t("deidentify.standsNowhere")
            : isLeft
              ? t("deidentify.left", { count: places.length })
              : t("deidentify.places", { count: places.length })}
        </span>
      </header>
      {places.length === 0 ? null : (
        <PlaceList
          frame={frame}
          segments={segments}
          places={places}
          at={Math.min(at, places.length - 1)}
          onAt={setAt}
          canListen={canListen}
          singleKeys={singleKeys}
          onListen={onListen}
        />
      )}
      {decision?.replacement == null ? null : (
        <ReplacedPlaces
          conversation={conversation}
          decision={decision}
          frame={frame}
          // Where the word still stands, the keys are for that.
          singleKeys={singleKeys && places.length === 0}
          canListen={canListen}
          onListen={onListen}
        />
      )}
      {places.length === 0 ? null : (
        <form
          className={classes.instead}
          onSubmit={(event) => {
            event.preventDefault();
            replaceAt(places);
          }}
        >
          <TextInput
            ref={field}
            label={t("deidentify.instead")}
            value={replacement}
            maxLength={60}
            onChange={(event) => setReplacement(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Escape") return;
              event.stopPropagation();
              frame.current?.focus();
            }}
          />
          {word.kind === "name" ? (
            <Group gap={6} className={classes.near ?? ""}>
              {nearPeople.map((person) => (
                <Button
                  key={person}
                  size="compact-xs"
                  onClick={() => setReplacement(`[${t(`deidentify.near.${person}`)}]`)}
                >
                  {t(`deidentify.near.${person}`)}
                </Button>
              ))}
            </Group>
          ) : null}
        </form>
      )}
      <Group gap={8}>
        {places.length === 0 ? null : (
          <>
            <Button variant="filled" disabled={!mayReplace} onClick={() => replaceAt(places)}>
              {t("deidentify.replaceAll", { count: places.length })}
            </Button>
            {places.length > 1 ? (
              <Button disabled={!mayReplace} onClick={replaceHere}>
                {t("deidentify.replaceHere")}
              </Button>
            ) : null}
            {isLeft ? null : (
              <Button disabled={isBusy} onClick={leave}>
                {t("deidentify.leave")}
              </Button>
            )}
          </>
        )}
        {decision === undefined ? null : (
          <Button disabled={isBusy} onClick={takeBack}>
            {t(decision.replacement === null ? "deidentify.unleave" : "deidentify.putBack")}
          </Button>
        )}
        <Button variant="subtle" onClick={props.onDecided}>
          {t(places.length === 0 || isLeft ? "deidentify.next" : "deidentify.later")}
        </Button>
      </Group>
    </section>
  );
}
