/** One coding in the list: by which scheme, whose, of what, and how far it is. */
import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots, IconPencil, IconTags, IconTagsOff, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isBlind } from "../../../shared/domain/blindCoding.ts";
import type { CodingListed } from "../../../shared/domain/coding.ts";
import { useChange } from "../../api/useChange.ts";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { openScreen } from "../frame/route.ts";
import { look, useReview } from "../review/reviewStore.ts";
import { SummaryItem } from "../summary/SummaryItem.tsx";
import classes from "./CodingsTab.module.css";
import { codingBeside } from "./codingBeside.ts";
import { useCoderWord, useRangeText, useSchemeTitle, useSentenceWords } from "./codingWords.ts";

/** @param props.all - the codings of the conversation */
export function CodingItem(props: { readonly coding: CodingListed; readonly all: readonly CodingListed[] }) {
  const { coding, all } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const rangeText = useRangeText();
  const coderWord = useCoderWord();
  const sentences = useSentenceWords()(coding.sample);
  const title = useSchemeTitle()(coding);
  const [isRemoving, setRemoving] = useState(false);
  const remove = useChange("coding.remove");
  const { id: codingId, conversationId, finishedAt } = coding;
  const isClosed = isBlind(coding, all);
  const isBeside =
    codingBeside(
      all,
      useReview((state) => state.looking.codesOf),
    )?.id === codingId;
  const open = () => openScreen({ screen: "coding", conversationId, codingId });
  const openWord = t(finishedAt === null ? "coding.list.continue" : "coding.list.open");
  return (
    <article aria-label={title}>
      <header className={classes.head}>
        <strong className={classes.title}>{title}</strong>
        <Menu>
          <Menu.Target>
            <ActionIcon size={28} aria-label={t("coding.list.more", { title })}>
              <IconDots size={17} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {isClosed ? null : (
              <Menu.Item leftSection={<IconPencil size={17} />} onClick={open}>
                {openWord}
              </Menu.Item>
            )}
            {isClosed || finishedAt === null ? null : <SummaryItem codingId={codingId} />}
            {isClosed || finishedAt === null ? null : (
              <Menu.Item
                leftSection={isBeside ? <IconTagsOff size={17} /> : <IconTags size={17} />}
                onClick={() => look({ codesOf: isBeside ? null : codingId })}
              >
                {t(isBeside ? "coding.list.hideCodes" : "coding.list.showCodes")}
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconTrash size={17} />} onClick={() => setRemoving(true)}>
              {t("coding.list.remove")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </header>
      <p className={classes.facts}>
        {[coderWord(coding.coder), rangeText(coding.sample), format.date(coding.createdAt, "day")].join(
          " · ",
        )}
      </p>
      {sentences.length === 0 ? null : <p className={classes.facts}>{sentences.join(" · ")}</p>}
      <div className={classes.foot}>
        <span>
          {isClosed
            ? t("coding.list.blind")
            : finishedAt === null
              ? t("coding.progress", { coded: coding.codedCount, all: coding.unitCount })
              : t("coding.list.done", { date: format.date(finishedAt, "day") })}
        </span>
        {isClosed ? null : (
          <Button size="xs" onClick={open}>
            {openWord}
          </Button>
        )}
      </div>
      <ConfirmDialog
        opened={isRemoving}
        title={t("coding.remove.title")}
        confirmLabel={t("coding.remove.confirm")}
        cancelLabel={t("coding.remove.keep")}
        tone="danger"
        onConfirm={() => remove.mutateAsync({ codingId })}
        onClose={() => setRemoving(false)}
      >
        {t("coding.remove.text")}
      </ConfirmDialog>
    </article>
  );
}
