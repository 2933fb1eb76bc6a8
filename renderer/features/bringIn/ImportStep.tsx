/** While the files come in, one after another, and when they have: what became of each, and what can be done now. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { openScreen } from "../frame/route.ts";
import { importShare } from "../import/importShare.ts";
import { useImportProgress } from "../import/useImportProgress.ts";
import { SourceEnding } from "../source/SourceEnding.tsx";
import classes from "./bringIn.module.css";
import { changeBringIn, isUnderWay, resetBringIn, useBringIn } from "./bringInStore.ts";
import { ImportRow } from "./ImportRow.tsx";
import { isDuplicate } from "./importOutcome.ts";
import { bringIn, cancelAll } from "./importQueue.ts";
import { shareOfAll } from "./importTotals.ts";
import { lookThrough } from "./lookThrough.ts";

export function ImportStep() {
  const { t } = useTranslation();
  const { imports, place, forms } = useBringIn();
  const isRunning = isUnderWay({ imports });
  const running = imports.find(({ outcome }) => outcome.phase === "importing")?.outcome;
  const progress = useImportProgress(running?.phase === "importing" ? running.conversationId : null);
  const done = imports.filter(({ outcome }) => outcome.phase === "done");
  const left = imports.filter(({ outcome }) => ["refused", "cancelled"].includes(outcome.phase));
  const [isEnded, setEnded] = useState(false);
  // What is published need not be removed from where it came.
  const taken = imports.flatMap(({ file, outcome }) =>
    outcome.phase === "done" && forms.get(file.sourceId)?.kind !== "published"
      ? [{ conversationId: outcome.conversationId, sourceId: file.sourceId, name: file.name }]
      : [],
  );
  // What is here already does not come in at any later attempt either.
  const again = left.filter(({ outcome }) => !isDuplicate(outcome)).map(({ file }) => file);
  const leave = () => {
    resetBringIn();
    openScreen({ screen: "library" });
  };
  return (
    <>
      <div className={classes.all}>
        <Panel>
          {isRunning ? (
            <div role="status">
              <ProgressLine
                label={t("bringIn.import.running", { done: done.length, count: imports.length })}
                share={shareOfAll(imports, progress === null ? 0 : importShare(progress))}
                action={
                  <Button size="xs" onClick={cancelAll}>
                    {t("bringIn.import.cancelAll")}
                  </Button>
                }
              />
              <p className={classes.quiet}>{t("bringIn.import.safe")}</p>
            </div>
          ) : (
            <div role="status">
              <p className={classes.fileName}>{t("bringIn.import.done", { count: done.length })}</p>
              {left.length > 0 && <p>{t("bringIn.import.left", { count: left.length })}</p>}
              {done.length > 0 && <p className={classes.quiet}>{t("bringIn.import.safe")}</p>}
            </div>
          )}
        </Panel>
      </div>
      <ul className={classes.items} aria-label={t("bringIn.import.label")}>
        {imports.map((one) => (
          <ImportRow key={one.file.sourceId} one={one} progress={progress} />
        ))}
      </ul>
      {!isRunning && taken.length > 0 && (
        <div className={classes.ending}>
          <Panel>
            <SourceEnding files={taken} onEnded={() => setEnded(true)} />
          </Panel>
        </div>
      )}
      {!isRunning && (
        <div className={classes.endDeeds}>
          <Button variant={isEnded || taken.length === 0 ? "filled" : "default"} onClick={leave}>
            {t("bringIn.import.toLibrary")}
          </Button>
          {again.length > 0 && (
            <>
              <Button onClick={() => void bringIn(again)}>
                {t("bringIn.import.again", { count: again.length })}
              </Button>
              <Button
                onClick={() => {
                  const chosen = new Set(again.map(({ sourceId }) => sourceId));
                  changeBringIn({ stage: "permit", chosen, openItem: again[0]?.sourceId ?? null });
                }}
              >
                {t("bringIn.import.change")}
              </Button>
            </>
          )}
          {place !== null && (
            <Button onClick={() => void lookThrough(place)}>{t("bringIn.import.more")}</Button>
          )}
        </div>
      )}
    </>
  );
}
