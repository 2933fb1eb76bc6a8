/** One's own words before the figures and after them; what is typed is kept, also when the vault locks. */
import { Button, Group, Text, Textarea } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Coding, Reflection } from "../../../shared/domain/coding.ts";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { growing } from "../../ui/growing.ts";
import { Panel } from "../../ui/Panel.tsx";
import { usePasteLimit } from "../../ui/usePasteLimit.ts";
import { registerFlush } from "../frame/flush.ts";
import classes from "./summary.module.css";

/** The most one may write (shared/domain/coding.ts). */
const longest = 5_000;

/** The first question; once it is answered or skipped, what was said stands there. */
export function BeforeWords(props: {
  readonly coding: Coding;
  readonly isHeld: boolean;
  readonly hasAnswered: boolean;
  readonly onAnswered: () => void;
}) {
  const { coding, isHeld, hasAnswered, onAnswered } = props;
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(!hasAnswered);
  const words = useWords(coding, "before");
  const saved = coding.reflection?.before ?? "";
  const goOn = () => {
    setOpen(false);
    onAnswered();
  };
  if (!isOpen) {
    return (
      <Panel title={t("summary.before.title")}>
        {saved === "" ? (
          <Text className={classes.quiet ?? ""}>{t("summary.before.skipped")}</Text>
        ) : (
          <blockquote className={classes.own}>{saved}</blockquote>
        )}
        {isHeld ? null : (
          <Button mt={10} size="xs" onClick={() => setOpen(true)}>
            {t("summary.before.change")}
          </Button>
        )}
      </Panel>
    );
  }
  return (
    <Panel title={t("summary.before.title")}>
      <form
        className={classes.asking}
        onSubmit={(event) => {
          event.preventDefault();
          void words.save().then((isSaved) => isSaved && goOn());
        }}
      >
        <Text>{t("summary.before.text")}</Text>
        {isHeld ? null : <WordsField label={t("summary.before.label")} words={words} />}
        <ErrorNotice error={words.problem} />
        <Group gap={8} justify="flex-end">
          <Button onClick={goOn}>{t("summary.before.skip")}</Button>
          {isHeld ? null : (
            <Button
              type="submit"
              variant={hasAnswered ? "default" : "filled"}
              disabled={words.text.trim() === ""}
            >
              {t("summary.before.keep")}
            </Button>
          )}
        </Group>
      </form>
    </Panel>
  );
}

/** The last question. */
export function AfterWords({ coding, isHeld }: { readonly coding: Coding; readonly isHeld: boolean }) {
  const { t } = useTranslation();
  const words = useWords(coding, "after");
  const saved = coding.reflection?.after ?? "";
  const isSaved = words.text.trim() === saved;
  return (
    <Panel title={t("summary.after.title")}>
      {isHeld ? (
        <blockquote className={classes.own}>{saved}</blockquote>
      ) : (
        <form
          className={classes.asking}
          onSubmit={(event) => {
            event.preventDefault();
            void words.save();
          }}
        >
          <Text>{t("summary.after.text")}</Text>
          <WordsField label={t("summary.after.label")} words={words} />
          <ErrorNotice error={words.problem} />
          <Group gap={12} justify="flex-end">
            <span className={classes.quiet} role="status">
              {isSaved && saved !== "" ? t("summary.after.kept") : ""}
            </span>
            <Button type="submit" variant="filled" disabled={isSaved}>
              {t("summary.after.keep")}
            </Button>
          </Group>
        </form>
      )}
    </Panel>
  );
}

function WordsField({ label, words }: { readonly label: string; readonly words: Words }) {
  const { t } = useTranslation();
  const limit = usePasteLimit(longest);
  return (
    <Textarea
      label={label}
      styles={growing(3, 14)}
      maxLength={longest}
      value={words.text}
      error={limit.isRefused ? t("notes.tooLong") : null}
      onPaste={limit.onPaste}
      onBlur={() => void words.save()}
      onChange={(event) => {
        limit.forget();
        words.write(event.currentTarget.value);
      }}
    />
  );
}

interface Words {
  readonly text: string;
  readonly problem: unknown;
  readonly write: (text: string) => void;
  /** @returns whether the vault has it now; what is there already is not sent again */
  readonly save: () => Promise<boolean>;
}

function useWords({ id: codingId, reflection }: Coding, part: keyof Reflection): Words {
  const kept = reflection ?? { before: "", after: "" };
  const [text, setText] = useState(kept[part]);
  const change = useChange("coding.update");
  const latest = useRef(async () => true);
  useEffect(() => {
    latest.current = async () => {
      if (text.trim() === kept[part]) return true;
      try {
        await change.mutateAsync({ codingId, reflection: { ...kept, [part]: text } });
        return true;
      } catch {
        return false;
      }
    };
  });
  useEffect(() => registerFlush(() => latest.current()), []);
  return { text, problem: change.error, write: setText, save: () => latest.current() };
}
