/** What will be erased: soonest first, and what a hold keeps back. */
import { IconHandStop } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { DueErasure } from "../../../shared/domain/erasureRecord.ts";
import { lastDayBefore } from "../../../shared/domain/localMidnight.ts";
import { pageNow } from "../../api/pageClock.ts";
import { Chip } from "../../ui/Chip.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { openScreen } from "../frame/route.ts";
import { urgentWithinMs } from "../library/conversationFacts.ts";
import classes from "./erasure.module.css";
import { inOrder } from "./timelineOrder.ts";

export function DueTimeline({ due }: { readonly due: readonly DueErasure[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t("erasure.due.title")}>
      {due.length === 0 ? (
        <p className={classes.quiet}>{t("erasure.due.nothing")}</p>
      ) : (
        <ol className={classes.timeline}>
          {inOrder(due).map(({ conversationId, category, title, occasion, dueAt, zone, heldUntil }) => (
            <li
              key={`${conversationId}-${category}`}
              className={classes.event}
              data-held={heldUntil !== null || undefined}
            >
              <span className={classes.when}>
                {format.date(
                  heldUntil !== null && heldUntil > dueAt ? heldUntil : lastDayBefore(dueAt, zone),
                  "short",
                )}
              </span>
              <span className={classes.what}>
                <button
                  type="button"
                  className={classes.link}
                  onClick={() => openScreen({ screen: "review", conversationId })}
                >
                  {[title, occasion].filter(Boolean).join(" · ")}
                </button>
                <span>{t(`erasure.category.${category}`)}</span>
              </span>
              {heldUntil !== null ? (
                <Chip icon={<IconHandStop stroke={1.6} />}>
                  {t("library.chip.hold", { date: format.date(heldUntil, "day") })}
                </Chip>
              ) : (
                <Chip tone={dueAt - pageNow() <= urgentWithinMs ? "warm" : "plain"}>
                  {format.relativeDays(lastDayBefore(dueAt, zone))}
                </Chip>
              )}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
