/** One finding: what it means, what is lost and what is not, what to do – and a button where Lyhörd can do it. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type CheckDeed, type CheckFinding, deedFor } from "../../../shared/domain/vaultCheck.ts";
import { Chip } from "../../ui/Chip.tsx";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { openScreen } from "../frame/route.ts";
import classes from "./Check.module.css";
import { useCheckStore } from "./checkStore.ts";
import { useFindingText } from "./useFindingText.ts";

export interface FindingPanelProps {
  readonly finding: CheckFinding;
  readonly mended: readonly CheckDeed[];
}

export function FindingPanel({ finding, mended }: FindingPanelProps) {
  const { t } = useTranslation();
  const { title, means, advice } = useFindingText(finding);
  const deed = deedFor(finding);
  return (
    <Panel title={title} tone={isQuiet(finding) ? "plain" : "warm"}>
      <div className={classes.finding}>
        <p>{means}</p>
        <p>{advice}</p>
        {"conversationId" in finding ? (
          <Button onClick={() => openScreen({ screen: "review", conversationId: finding.conversationId })}>
            {t("check.openConversation")}
          </Button>
        ) : null}
        {deed === null ? null : <Deed deed={deed} finding={finding} isDone={mended.includes(deed)} />}
      </div>
    </Panel>
  );
}

interface DeedProps {
  readonly deed: CheckDeed;
  readonly finding: CheckFinding;
  readonly isDone: boolean;
}

type Doing =
  | { phase: "idle" }
  | { phase: "asking" }
  | { phase: "doing" }
  | { phase: "failed"; error: unknown };

function Deed({ deed, finding, isDone }: DeedProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const mend = useCheckStore((state) => state.mend);
  const [doing, setDoing] = useState<Doing>({ phase: "idle" });
  if (isDone) return <Chip tone="accent">{t("check.done")}</Chip>;

  async function carryOut() {
    setDoing({ phase: "doing" });
    try {
      await mend(deed);
      setDoing({ phase: "idle" });
    } catch (error) {
      setDoing({ phase: "failed", error });
    }
  }

  return (
    <>
      {doing.phase === "failed" ? <ErrorNotice error={doing.error} /> : null}
      <Button
        variant={deed === "write-header" ? "filled" : "default"}
        loading={doing.phase === "doing"}
        onClick={() => (deed === "remove-orphans" ? setDoing({ phase: "asking" }) : void carryOut())}
      >
        {t(`check.deed.${deed}`)}
      </Button>
      {finding.found === "orphaned-files" ? (
        <ConfirmDialog
          opened={doing.phase === "asking"}
          title={t("check.deed.remove-orphans")}
          confirmLabel={t("check.deed.remove-orphans")}
          tone="danger"
          onConfirm={() => mend(deed)}
          onClose={() => setDoing({ phase: "idle" })}
        >
          <p>
            {t("check.found.orphaned-files.means", {
              count: finding.count,
              size: format.size(finding.sizeBytes),
            })}
          </p>
          <p className={classes.sure}>{t("check.sure.orphans")}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}

/** What lies about harms nothing and waits for no one. */
function isQuiet({ found }: CheckFinding): boolean {
  return found === "leftovers" || found === "unknown-files" || found === "orphaned-files";
}
