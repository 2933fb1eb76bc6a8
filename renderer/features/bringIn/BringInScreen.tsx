/** Bringing in from a device or folder: where it lies, what of it, what allows each – then one after another. */
import { Button } from "@mantine/core";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { OfferedSource } from "../../../shared/domain/offeredSource.ts";
import { Page } from "../../ui/Page.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { openScreen } from "../frame/route.ts";
import { DropNotice } from "../import/DropNotice.tsx";
import { useFileDrop } from "../import/useFileDrop.ts";
import classes from "./bringIn.module.css";
import { isUnderWay, useBringIn } from "./bringInStore.ts";
import { ChooseStep } from "./ChooseStep.tsx";
import { ImportStep } from "./ImportStep.tsx";
import { lookThrough } from "./lookThrough.ts";
import { PermitStep } from "./PermitStep.tsx";

/** @param props.sources - files that were dropped: what was looked at before makes room for them */
export function BringInScreen(props: { readonly sources?: readonly OfferedSource[] }) {
  const { t } = useTranslation();
  const stage = useBringIn((state) => state.stage);
  const isDone = useBringIn((state) => state.stage === "import" && !isUnderWay(state));
  const [isBusy, setBusy] = useState(false);
  const body = useFocusOnChange(stage);
  const look = (sources: readonly OfferedSource[], isInTheWay: boolean) => {
    setBusy(isInTheWay);
    if (!isInTheWay) void lookThrough({ kind: "files", sources });
  };
  const lookHere = (sources: readonly OfferedSource[]) => look(sources, stage !== "choose");
  const drop = useFileDrop((source) => lookHere([source]), lookHere);
  const arrive = useEffectEvent((sources: readonly OfferedSource[]) =>
    look(sources, isUnderWay(useBringIn.getState())),
  );
  const { sources } = props;
  useEffect(() => {
    if (sources !== undefined) arrive(sources);
  }, [sources]);
  return (
    <Page>
      <PageHeader
        title={t("bringIn.title")}
        subtitle={t(`bringIn.step.${isDone ? "done" : stage}`)}
        actions={
          isDone ? null : (
            <Button onClick={() => openScreen({ screen: "library" })}>{t("bringIn.close")}</Button>
          )
        }
      />
      <DropNotice problem={drop.problem} />
      {isBusy && (
        <p role="alert" className={classes.doubt}>
          {t("bringIn.busy")}
        </p>
      )}
      <div ref={body} tabIndex={-1} className={classes.body} data-over={drop.isOver || undefined}>
        {stage === "choose" && <ChooseStep />}
        {stage === "permit" && <PermitStep />}
        {stage === "import" && <ImportStep />}
      </div>
    </Page>
  );
}

/** Each stage is read from its beginning. */
function useFocusOnChange(stage: string) {
  const body = useRef<HTMLDivElement>(null);
  const shown = useRef(stage);
  useEffect(() => {
    if (shown.current === stage) return;
    shown.current = stage;
    body.current?.focus({ preventScroll: true });
    body.current?.closest("main")?.scrollTo({ top: 0 });
  }, [stage]);
  return body;
}
