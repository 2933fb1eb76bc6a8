/** What a person calls the parts of a scheme, in the language of the page. */
import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RequestInput, RequestOutput } from "../../../shared/contract.ts";
import type { Labels, Scheme } from "../../../shared/domain/scheme.ts";
import { type SchemeWord, wholeScheme } from "../../../shared/domain/schemeWords.ts";
import type { Language } from "../../../shared/domain/settings.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useLanguage } from "../../ui/useLanguage.ts";
import classes from "./schemes.module.css";
import { useWord } from "./useWord.ts";

/** Open for as long as it is mounted. */
export function RewordDialog(props: { readonly scheme: Scheme; readonly onClose: () => void }) {
  const { scheme, onClose } = props;
  const { t } = useTranslation();
  const word = useWord();
  const original = useRequest("scheme.original", { schemeId: scheme.id }, { anew: true });
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={t("schemes.reword.title", { title: word(scheme.title) })}
      size="lg"
    >
      <Stack gap={16}>
        <Text c="dimmed">{t("schemes.reword.text")}</Text>
        <ErrorNotice error={original.error} />
        {original.data === undefined ? null : <Words original={original.data} onClose={onClose} />}
      </Stack>
    </Modal>
  );
}

function Words(props: { readonly original: RequestOutput<"scheme.original">; readonly onClose: () => void }) {
  const { original, onClose } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const word = useWord();
  const save = useChange("scheme.reword");
  const [words, setWords] = useState<ReadonlyMap<string, string>>(
    () => new Map(original.words.map(({ partId, which, text }) => [keyOf(partId, which), text])),
  );
  const { scheme } = original;
  const parts: readonly { readonly id: string; readonly labels: Labels }[] = [
    ...scheme.groups,
    ...scheme.items,
    ...scheme.figures,
  ];
  const field = (partId: string, which: SchemeWord["which"], label: string, own: string, isFirst = false) => (
    <TextInput
      key={keyOf(partId, which)}
      label={which === "sign" ? t("schemes.edit.sign") : label}
      {...(which === "sign" ? { "aria-label": label } : {})}
      placeholder={own}
      maxLength={which === "sign" ? 8 : 300}
      value={words.get(keyOf(partId, which)) ?? ""}
      onChange={(event) => setWords(new Map(words).set(keyOf(partId, which), event.currentTarget.value))}
      {...(isFirst ? { "data-autofocus": true } : {})}
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const changed = changedWords(original, language, words);
        if (changed.length === 0) onClose();
        else save.mutate({ schemeId: scheme.id, words: changed }, { onSuccess: onClose });
      }}
    >
      <Stack gap={16}>
        <div className={classes.reworded}>
          {field(wholeScheme, language, t("schemes.reword.whole"), word(scheme.title), true)}
          {scheme.codes.map(({ id, labels, sign }) => (
            <div key={id} className={classes.signAndWord}>
              {field(id, language, word(labels), word(labels))}
              {field(id, "sign", t("schemes.reword.sign", { part: word(labels) }), sign)}
            </div>
          ))}
          {parts.map(({ id, labels }) => field(id, language, word(labels), word(labels)))}
        </div>
        <ErrorNotice error={save.error} />
        <Group justify="space-between" gap={8}>
          <Button variant="subtle" onClick={() => setWords(new Map())}>
            {t("schemes.reword.reset")}
          </Button>
          <Group gap={8}>
            <Button onClick={onClose}>{t("common.cancel")}</Button>
            <Button type="submit" variant="filled" loading={save.isPending}>
              {t("schemes.reword.save")}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

function keyOf(partId: string, which: SchemeWord["which"]): string {
  return `${which} ${partId}`;
}

/** What is not as it was, of the language that is shown and the signs; an empty field takes the scheme's own word. */
function changedWords(
  { words: before, scheme }: RequestOutput<"scheme.original">,
  language: Language,
  words: ReadonlyMap<string, string>,
): RequestInput<"scheme.reword">["words"] {
  const { groups, codes, items, figures } = scheme;
  const ids = [wholeScheme, ...[...groups, ...codes, ...items, ...figures].map(({ id }) => id)];
  const places = ids.flatMap((partId) =>
    ([language, "sign"] as const).map((which) => ({ partId, which, key: keyOf(partId, which) })),
  );
  return places.flatMap(({ partId, which, key }) => {
    const text = words.get(key)?.trim() ?? "";
    const was = before.find((word) => word.partId === partId && word.which === which)?.text ?? "";
    return text === was ? [] : [{ partId, which, text: text === "" ? null : text }];
  });
}
