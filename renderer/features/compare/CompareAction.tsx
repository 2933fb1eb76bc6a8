/** The way from a conversation's codings to where they differ: at once with two, else one chooses. */
import { Button, Checkbox, Group, Modal, Stack } from "@mantine/core";
import { IconArrowsDiff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isBlind } from "../../../shared/domain/blindCoding.ts";
import type { CodingListed } from "../../../shared/domain/coding.ts";
import { areComparable } from "../../../shared/domain/comparableCodings.ts";
import type { CodingId, ConversationId } from "../../../shared/domain/ids.ts";
import { useCoderWord, useRangeText, useSchemeTitle } from "../coding/codingWords.ts";
import { openScreen } from "../frame/route.ts";
import classes from "./compare.module.css";

/** Not there while no two codings can be compared. @param props.codings - of one conversation, the last begun first */
export function CompareAction(props: {
  readonly conversationId: ConversationId;
  readonly codings: readonly CodingListed[];
}) {
  const { conversationId, codings } = props;
  const { t } = useTranslation();
  const [isChoosing, setChoosing] = useState(false);
  const open = codings.filter((coding) => !isBlind(coding, codings)).toReversed();
  const offered = open.filter((one) => open.some((other) => areComparable([one, other])));
  if (offered.length < 2) return null;
  const compare = (chosen: readonly CodingListed[]) =>
    openScreen({ screen: "compare-codings", conversationId, codingIds: chosen.map(({ id }) => id) });
  return (
    <>
      <Button
        leftSection={<IconArrowsDiff size={19} stroke={1.6} aria-hidden="true" />}
        onClick={() => (offered.length === 2 ? compare(offered) : setChoosing(true))}
      >
        {t(offered.length === 2 ? "compare.choose.two" : "compare.choose.open")}
      </Button>
      {isChoosing ? (
        <Choice codings={offered} onCompare={compare} onClose={() => setChoosing(false)} />
      ) : null}
    </>
  );
}

function Choice(props: {
  readonly codings: readonly CodingListed[];
  readonly onCompare: (chosen: readonly CodingListed[]) => void;
  readonly onClose: () => void;
}) {
  const { codings, onCompare, onClose } = props;
  const { t } = useTranslation();
  const schemeTitle = useSchemeTitle();
  const coderWord = useCoderWord();
  const rangeText = useRangeText();
  const [ids, setIds] = useState<readonly CodingId[]>([]);
  const chosen = codings.filter(({ id }) => ids.includes(id));
  return (
    <Modal opened onClose={onClose} title={t("compare.choose.title")}>
      <Stack gap="md">
        <p className={classes.quiet}>{t("compare.choose.about")}</p>
        <Checkbox.Group value={[...ids]} onChange={(value) => setIds(value as CodingId[])}>
          <Stack gap="xs">
            {codings.map((coding) => (
              <Checkbox
                key={coding.id}
                value={coding.id}
                label={[coderWord(coding.coder), schemeTitle(coding), rangeText(coding.sample)].join(" · ")}
                disabled={
                  !ids.includes(coding.id) && chosen.length > 0 && !areComparable([...chosen, coding])
                }
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Group justify="flex-end" gap="sm">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="filled" disabled={!areComparable(chosen)} onClick={() => onCompare(chosen)}>
            {t("compare.choose.compare")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
