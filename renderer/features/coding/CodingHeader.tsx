/** The head of the coding: of whom, by which scheme, of which part, how far it is, and the way out. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Coding } from "../../../shared/domain/coding.ts";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import { Chip } from "../../ui/Chip.tsx";
import { useLanguage } from "../../ui/useLanguage.ts";
import { WorkHeader } from "../../ui/WorkHeader.tsx";
import { openScreen } from "../frame/route.ts";
import { isByMoment, progressOf } from "./codingView.ts";
import { useCoderWord, useRangeText, useSentenceWords } from "./codingWords.ts";

export function CodingHeader(props: {
  readonly conversation: Pick<ConversationDetail, "id" | "title">;
  readonly coding: Coding;
  readonly scheme: Scheme;
}) {
  const { conversation, coding, scheme } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const rangeText = useRangeText();
  const coderWord = useCoderWord();
  const sentenceWords = useSentenceWords();
  const { coded, all } = progressOf(scheme, coding);
  const leave = () => openScreen({ screen: "review", conversationId: conversation.id, tab: "codings" });
  const { sample, target, coder } = coding;
  const facts = [
    labelIn(scheme.title, language),
    ...(coder.kind === "owner" ? [] : [coderWord(coder)]),
    ...(scheme.usesTarget
      ? [target === null ? t("coding.screen.noTarget") : t("coding.screen.target", { target })]
      : []),
    rangeText(sample),
    ...(sample.drawn === "chosen" ? [t("coding.sample.chosen")] : []),
    ...(coding.isFromSound ? [] : [t("coding.screen.fromText")]),
    ...sentenceWords(sample),
  ];
  return (
    <WorkHeader
      back={t("coding.screen.back")}
      onBack={leave}
      title={t("coding.screen.title", { title: conversation.title })}
      facts={facts}
    >
      {scheme.codes.length === 0 || isByMoment(coding) ? null : (
        <Chip>{t("coding.progress", { coded, all })}</Chip>
      )}
      <Button onClick={leave}>
        {t(coding.finishedAt === null ? "coding.screen.later" : "coding.screen.close")}
      </Button>
    </WorkHeader>
  );
}
