/** The end of a coding: finishing it, and afterwards a calm word, with the figures only as an offer. */
import { Button } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Coding } from "../../../shared/domain/coding.ts";
import { ratingsClosed } from "../../../shared/domain/codingRules.ts";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import { AppFailure } from "../../api/appFailure.ts";
import { useChange } from "../../api/useChange.ts";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { useFocusWhenLost } from "../../ui/useFocusWhenLost.ts";
import { openScreen } from "../frame/route.ts";
import { WhoLed } from "../practice/WhoLed.tsx";
import classes from "./Coding.module.css";
import { saveCoding, useCodings } from "./codingStore.ts";
import { progressOf } from "./codingView.ts";

export function FinishPanel(props: {
  readonly conversation: ConversationDetail;
  readonly coding: Coding;
  readonly scheme: Scheme;
  readonly byMoment: boolean;
}) {
  const { conversation, coding, scheme, byMoment } = props;
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const finish = useChange("coding.finish");
  const reopen = useChange("coding.reopen");
  const { id: codingId } = coding;
  const panel = useFocusWhenLost<HTMLDivElement>(coding.finishedAt);
  const { coded, all } = progressOf(scheme, coding);
  const isWholeCoded = coded === all;
  const unrated =
    ratingsClosed(scheme, coding) === null
      ? scheme.items.filter(
          (item) =>
            item.kind !== "count" &&
            !(item.needsTarget === true && coding.target === null) &&
            coding.ratings[item.id]?.value === undefined,
        ).length
      : 0;
  if (coding.finishedAt !== null) {
    return (
      <div ref={panel} tabIndex={-1} className={classes.finish}>
        <Notice tone="good" icon={IconCheck} role="status">
          {t("coding.done.text")}
        </Notice>
        <WhoLed conversation={conversation} coding={coding} />
        <ErrorNotice error={reopen.error} />
        <Button onClick={() => openScreen({ screen: "coding-summary", codingId })}>
          {t("coding.done.summary")}
        </Button>
        <Button variant="subtle" loading={reopen.isPending} onClick={() => reopen.mutate({ codingId })}>
          {t("coding.done.reopen")}
        </Button>
      </div>
    );
  }
  if (coding.pass === "listen" && scheme.codes.length > 0) return null;
  const end = async () => {
    await saveCoding(codingId);
    const problem = useCodings.getState().problems[codingId];
    // The screen says of it that it is not saved.
    if (problem !== undefined) throw new AppFailure(problem);
    await finish.mutateAsync({ codingId });
  };
  const isUnheard = byMoment && scheme.codes.length > 0 && coding.units.length === 0;
  const isWhole = isWholeCoded && unrated === 0 && !isUnheard;
  return (
    <div ref={panel} tabIndex={-1} className={classes.finish}>
      <p className={classes.quiet}>{t("coding.done.figures")}</p>
      <ErrorNotice error={finish.error} />
      <Button
        variant={isWhole ? "filled" : "default"}
        loading={finish.isPending}
        onClick={() => (isWhole ? void end().catch(() => {}) : setAsking(true))}
      >
        {t("coding.done.finish")}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={t("coding.done.asks")}
        confirmLabel={t("coding.done.anyway")}
        cancelLabel={t("coding.done.goOn")}
        onConfirm={end}
        onClose={() => setAsking(false)}
      >
        {[
          ...(isWholeCoded ? [] : [t("coding.done.uncoded", { count: all - coded })]),
          ...(unrated === 0 ? [] : [t("coding.done.unrated", { count: unrated })]),
          t("coding.done.later"),
        ].join(" ")}
      </ConfirmDialog>
    </div>
  );
}
