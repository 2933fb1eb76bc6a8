/** Three steps: what one thinks oneself, what one would like to see, what it tells. Nothing is shown unasked. */
import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconArrowLeft, IconDots, IconPrinter, IconTableExport } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RequestOutput } from "../../../shared/contract.ts";
import type { Coding } from "../../../shared/domain/coding.ts";
import { summarizeCoding } from "../../../shared/domain/codingSummary.ts";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import { Page } from "../../ui/Page.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { useLanguage } from "../../ui/useLanguage.ts";
import { useSentenceWords } from "../coding/codingWords.ts";
import { openScreen } from "../frame/route.ts";
import { WhoLed } from "../practice/WhoLed.tsx";
import { type Choice, choiceKey } from "./choice.ts";
import { ExpertOpinion } from "./ExpertOpinion.tsx";
import { AfterWords, BeforeWords } from "./OwnWords.tsx";
import { SampleNotices, SchemeNotices } from "./SampleNotices.tsx";
import { ShownPanel } from "./ShownPanel.tsx";
import { SummaryExportDialog } from "./SummaryExportDialog.tsx";
import { SummaryPrintDialog } from "./SummaryPrintDialog.tsx";
import classes from "./summary.module.css";
import { WhatToSee } from "./WhatToSee.tsx";

/** All that a summary is made from. */
export interface SummaryProps {
  readonly coding: Coding;
  readonly scheme: Scheme;
  readonly conversation: ConversationDetail;
  readonly transcript: RequestOutput<"transcript.read">;
}

export function OpenSummary(props: SummaryProps) {
  const { coding, scheme, conversation } = props;
  const [hasAnswered, setAnswered] = useState((coding.reflection?.before ?? "") !== "");
  const [chosen, setChosen] = useState<readonly Choice[]>([]);
  const [dialog, setDialog] = useState<"print" | "export" | null>(null);
  const summary = useMemo(() => summarizeCoding(scheme, coding), [scheme, coding]);
  const isHeld = conversation.hold !== null;
  const after = coding.reflection?.after ?? "";

  function toggle(choice: Choice) {
    const key = choiceKey(choice);
    const others = chosen.filter((one) => choiceKey(one) !== key);
    setChosen(others.length < chosen.length ? others : [...chosen, choice]);
  }

  return (
    <Page narrow>
      <SummaryHeader {...props} onDialog={setDialog} />
      <div className={classes.parts}>
        <SampleNotices coding={coding} scheme={scheme} isHeld={isHeld} />
        <BeforeWords
          coding={coding}
          isHeld={isHeld}
          hasAnswered={hasAnswered}
          onAnswered={() => setAnswered(true)}
        />
        {hasAnswered ? (
          <>
            <WhatToSee scheme={scheme} units={summary.units} chosen={chosen} onToggle={toggle} />
            {chosen.length === 0 ? null : (
              <>
                <ShownPanel {...props} summary={summary} chosen={chosen} />
                <ExpertOpinion coding={coding} scheme={scheme} chosen={chosen} />
              </>
            )}
            {chosen.length === 0 && after === "" ? null : <AfterWords coding={coding} isHeld={isHeld} />}
            <WhoLed conversation={conversation} coding={coding} />
            <SchemeNotices scheme={scheme} />
          </>
        ) : null}
      </div>
      {dialog === "export" ? <SummaryExportDialog {...props} onClose={() => setDialog(null)} /> : null}
      {dialog === "print" ? (
        <SummaryPrintDialog {...props} summary={summary} chosen={chosen} onClose={() => setDialog(null)} />
      ) : null}
    </Page>
  );
}

function SummaryHeader(props: SummaryProps & { readonly onDialog: (dialog: "print" | "export") => void }) {
  const { coding, scheme, conversation, onDialog } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const language = useLanguage();
  const { title, occasion, heldOn, id: conversationId } = conversation;
  const sentences = useSentenceWords()(coding.sample);
  const { startMs, endMs, drawn } = coding.sample;
  const facts = [
    occasion === "" ? title : `${title} · ${occasion}`,
    format.date(heldOn, "long"),
    t("summary.sample.line", {
      from: format.position(startMs),
      to: format.position(endMs),
      drawn: t(`summary.sample.drawn.${drawn}`),
    }),
  ];
  return (
    <header className={classes.header}>
      <Tooltip label={t("summary.back")}>
        <ActionIcon
          aria-label={t("summary.back")}
          onClick={() => openScreen({ screen: "review", conversationId, tab: "codings" })}
        >
          <IconArrowLeft size={20} />
        </ActionIcon>
      </Tooltip>
      <div className={classes.names}>
        <h1>{t("summary.title", { scheme: labelIn(scheme.title, language) })}</h1>
        <p className={classes.quiet}>{facts.join(" · ")}</p>
        {sentences.length === 0 ? null : <p className={classes.quiet}>{sentences.join(" · ")}</p>}
      </div>
      {conversation.hold === null ? (
        <Menu>
          <Menu.Target>
            <ActionIcon variant="default" aria-label={t("summary.menu.label")}>
              <IconDots size={20} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPrinter size={19} stroke={1.6} />} onClick={() => onDialog("print")}>
              {t("summary.menu.print")}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconTableExport size={19} stroke={1.6} />}
              onClick={() => onDialog("export")}
            >
              {t("summary.menu.export")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </header>
  );
}
