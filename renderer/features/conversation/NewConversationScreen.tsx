/** A new conversation, in three calm steps: what kind, what allows it, where the sound is. */
import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationKind } from "../../../shared/domain/conversation.ts";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { OfferedSource } from "../../../shared/domain/offeredSource.ts";
import { Page } from "../../ui/Page.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { openScreen } from "../frame/route.ts";
import { type CurrentImport, useImportStore } from "../import/importStore.ts";
import { TranscriptImportDialog } from "../import/TranscriptImportDialog.tsx";
import { openRecord } from "../record/openRecord.ts";
import { ConversationStep } from "./ConversationStep.tsx";
import classes from "./conversation.module.css";
import { forgetDraft } from "./draft.ts";
import { KindStep } from "./KindStep.tsx";
import {
  type NewConversationForm,
  type NewConversationStep,
  newConversationSteps,
  useNewConversation,
} from "./newConversationStore.ts";
import { PermissionStep } from "./PermissionStep.tsx";
import { TakenIn } from "./TakenIn.tsx";
import { UnderWay } from "./UnderWay.tsx";

/** @param props - what is known already: a kind that was chosen, a file that was dropped */
export function NewConversationScreen(props: {
  readonly kind?: ConversationKind;
  readonly source?: OfferedSource;
  readonly intent?: "record";
}) {
  const { kind, source, intent } = props;
  const { t } = useTranslation();
  const { step, kind: chosenKind, sound, isCopyOffered, isRestored, begin, change } = useNewConversation();
  const { current, settle } = useImportStore();
  const body = useFocusOnChange(`${step} ${current.phase} ${isCopyOffered}`);
  useEffect(() => {
    if (kind === undefined && source === undefined) return;
    settle();
    // What was typed before a lock is not lost to a new beginning: the person says when it is no longer wanted.
    if (useNewConversation.getState().isRestored) {
      if (source !== undefined) change({ sound: { mode: "file", source } });
      return;
    }
    begin({ ...(kind ? { kind } : {}), ...(source ? { source } : {}) });
  }, [kind, source, begin, change, settle]);
  // What is filled in stays when one only changes one's mind about where the sound comes from.
  useEffect(() => {
    const { kind: begun, sound } = useNewConversation.getState();
    if (intent === undefined) {
      if (begun === null && sound.mode === "record") begin({});
      return;
    }
    settle();
    change({
      sound: { mode: intent },
      ...(begun === "published" ? { kind: null, step: "kind" } : {}),
    });
  }, [intent, begin, change, settle]);

  const leave = () => {
    settle();
    begin({});
    forgetDraft();
    openScreen({ screen: "library" });
  };
  return (
    <Page narrow>
      <PageHeader
        title={t(intent === "record" ? "conversation.titleToRecord" : "conversation.title")}
        subtitle={
          isFilledIn(current)
            ? undefined
            : t("conversation.step", {
                number: newConversationSteps.indexOf(step) + 1,
                count: newConversationSteps.length,
                what: t(stepQuestion(step, chosenKind, sound.mode)),
              })
        }
        actions={isFilledIn(current) ? null : <Button onClick={leave}>{t("common.cancel")}</Button>}
      />
      <div ref={body} tabIndex={-1} className={classes.body}>
        {isRestored && !isFilledIn(current) ? <RestoredNotice /> : null}
        <CurrentStep current={current} />
      </div>
    </Page>
  );
}

/** Says that the form is not empty because of the lock, and how to empty it. */
function RestoredNotice() {
  const { t } = useTranslation();
  const begin = useNewConversation((state) => state.begin);
  const startOver = () => {
    begin({});
    forgetDraft();
  };
  return (
    <div className={classes.restored}>
      <p>{t("conversation.draftKept")}</p>
      <Button size="xs" onClick={startOver}>
        {t("conversation.draftDrop")}
      </Button>
    </div>
  );
}

function CurrentStep({ current }: { readonly current: CurrentImport }) {
  const { step, kind, begin } = useNewConversation();
  const { start, settle } = useImportStore();
  const open = (conversationId: ConversationId) => {
    settle();
    begin({});
    forgetDraft();
    openScreen({ screen: "review", conversationId });
  };
  if (current.phase === "looking" || current.phase === "importing") return <UnderWay running={current} />;
  if (current.phase === "done") {
    const { source, conversationId } = current;
    return source === null ? (
      <TranscriptImportDialog conversationId={conversationId} onDone={() => open(conversationId)} />
    ) : (
      <TakenIn
        file={{ conversationId, sourceId: source.sourceId, name: source.name }}
        kind={kind}
        onOpen={() => open(conversationId)}
      />
    );
  }
  switch (step) {
    case "kind":
      return <KindStep />;
    case "permission":
      return <PermissionStep />;
    case "conversation":
      return (
        <ConversationStep
          lastImport={current}
          onTakeIn={(wish) => void start(wish)}
          onRecord={(draft) => openRecord({ kind: "new", draft })}
          onOtherSource={settle}
        />
      );
  }
}

/** Key of what a step asks; what allows a conversation differs by its kind, and what is recorded now has its date. */
function stepQuestion(
  step: NewConversationStep,
  kind: ConversationKind | null,
  mode: NewConversationForm["sound"]["mode"],
) {
  if (step === "permission") return `conversation.steps.permission.${kind ?? "client"}` as const;
  return step === "conversation" && mode === "record"
    ? "conversation.steps.record"
    : (`conversation.steps.${step}` as const);
}

/** Whether there is nothing more to fill in. */
function isFilledIn({ phase }: CurrentImport): boolean {
  return phase === "looking" || phase === "importing" || phase === "done";
}

/** Each step is read from its beginning: the focus moves there when the step changes, not at first. */
function useFocusOnChange(step: string) {
  const body = useRef<HTMLDivElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    if (body.current?.contains(document.activeElement)) return;
    body.current?.focus({ preventScroll: true });
    body.current?.closest("main")?.scrollTo({ top: 0 });
  }, [step]);
  return body;
}
