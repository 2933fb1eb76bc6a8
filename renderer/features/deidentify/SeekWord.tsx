/** Looking for words that nothing was found by: typed, and then gone through like the others. */
import { Button, TextInput } from "@mantine/core";
import { type RefObject, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./deidentify.module.css";
import { useWordKeys } from "./useWordKeys.ts";

/** @param props.onSeek - `false` if the words stand nowhere */
export function SeekWord(props: {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly singleKeys: boolean;
  readonly onSeek: (text: string) => boolean;
}) {
  const { frame, singleKeys, onSeek } = props;
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [isMissing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useWordKeys(frame, singleKeys, (key) => {
    if (key.toLowerCase() !== "w") return false;
    field.current?.focus();
    return true;
  });
  return (
    <form
      className={classes.seek}
      onSubmit={(event) => {
        event.preventDefault();
        const isFound = text.trim() === "" || onSeek(text.trim());
        setMissing(!isFound);
        if (!isFound) return;
        setText("");
        frame.current?.focus();
      }}
    >
      <TextInput
        ref={field}
        label={t("deidentify.seek.label")}
        value={text}
        maxLength={100}
        error={isMissing ? t("deidentify.seek.nowhere") : null}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setMissing(false);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          frame.current?.focus();
        }}
      />
      <Button type="submit">{t("deidentify.seek.find")}</Button>
    </form>
  );
}
