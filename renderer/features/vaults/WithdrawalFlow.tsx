/** Someone has changed their mind: number and code, whether anyone has asked for the recording, and then the deed – all while locked. */
import { Button, Group, NumberInput, Radio, Stack, TextInput, Title } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RequestOutput } from "../../../shared/contract.ts";
import type { VaultSummary } from "../../../shared/domain/vaultSummary.ts";
import { toAppError } from "../../api/appFailure.ts";
import { call } from "../../api/call.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { StepForm } from "./StepForm.tsx";
import { withSecretBytes } from "./secretBytes.ts";
import classes from "./WithdrawalFlow.module.css";

/** What stands on the paper, as it was typed. */
interface TypedPaper {
  readonly consentNumber: number;
  readonly code: string;
}

type Outlook = Extract<RequestOutput<"withdrawal.check">, { phase: "possible" }>;
type Outcome = RequestOutput<"withdrawal.carryOut">;

/** Whether someone has asked for the recording, who would else come too late. */
const wishes = ["erase", "hold"] as const;
type Wish = (typeof wishes)[number];

type Step =
  | { readonly phase: "paper" }
  | { readonly phase: "question"; readonly paper: TypedPaper; readonly outlook: Outlook }
  | { readonly phase: "sure"; readonly paper: TypedPaper; readonly outlook: Outlook; readonly wish: Wish }
  | { readonly phase: "already" }
  | { readonly phase: "done"; readonly outcome: Outcome };

export function WithdrawalFlow(props: { readonly vault: VaultSummary; readonly onBack: () => void }) {
  const { vault, onBack } = props;
  const { t } = useTranslation();
  const offer = useRequest("withdrawal.offer", { vaultId: vault.id });
  const [step, setStep] = useState<Step>({ phase: "paper" });
  if (offer.isPending) return <p>{t("common.loading")}</p>;
  if (offer.isError || !offer.data.hasCodes) return <NoCodes error={offer.error} onBack={onBack} />;
  switch (step.phase) {
    case "paper":
      return (
        <PaperStep
          vault={vault}
          onBack={onBack}
          onChecked={(paper, outlook) =>
            setStep(outlook.phase === "already" ? outlook : { phase: "question", paper, outlook })
          }
        />
      );
    case "question":
      return (
        <QuestionStep
          onBack={() => setStep({ phase: "paper" })}
          onAnswer={(wish) => setStep({ ...step, phase: "sure", wish })}
        />
      );
    case "sure":
      return (
        <SureStep
          {...step}
          vault={vault}
          onBack={() => setStep({ ...step, phase: "question" })}
          onDone={(outcome) => setStep({ phase: "done", outcome })}
        />
      );
    case "already":
      return (
        <Ending onBack={onBack}>
          <p>{t("withdrawal.already")}</p>
        </Ending>
      );
    case "done":
      return <Done outcome={step.outcome} onBack={onBack} />;
  }
}

/** As in a vault that has not been opened since codes came about. */
function NoCodes(props: { readonly error: unknown; readonly onBack: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap="lg">
      <Title order={1}>{t("withdrawal.title")}</Title>
      {props.error === null ? (
        <div role="status">
          <p className={classes.strong}>{t("error.withdrawal.no-codes.title")}</p>
          <p>{t("error.withdrawal.no-codes.advice")}</p>
        </div>
      ) : (
        <ErrorNotice error={props.error} />
      )}
      <Group>
        <Button autoFocus onClick={props.onBack}>
          {t("withdrawal.back")}
        </Button>
      </Group>
    </Stack>
  );
}

type Attempt = { phase: "typing" } | { phase: "checking" } | { phase: "failed"; error: unknown };

function PaperStep(props: {
  readonly vault: VaultSummary;
  readonly onBack: () => void;
  readonly onChecked: (paper: TypedPaper, outlook: RequestOutput<"withdrawal.check">) => void;
}) {
  const { vault, onBack, onChecked } = props;
  const { t } = useTranslation();
  const [number, setNumber] = useState<number | null>(null);
  const [code, setCode] = useState("");
  const [attempt, setAttempt] = useState<Attempt>({ phase: "typing" });
  const [isAsked, setAsked] = useState(false);

  async function check() {
    if (number === null || code.trim() === "") {
      setAsked(true);
      return;
    }
    setAttempt({ phase: "checking" });
    try {
      const outlook = await withSecretBytes(code, (bytes) =>
        call("withdrawal.check", { vaultId: vault.id, consentNumber: number, code: bytes }),
      );
      onChecked({ consentNumber: number, code }, outlook);
    } catch (error) {
      setAttempt({ phase: "failed", error });
    }
  }

  return (
    <StepForm
      title={t("withdrawal.title")}
      text={t("withdrawal.text")}
      backLabel={t("withdrawal.back")}
      isBusy={attempt.phase === "checking"}
      onBack={onBack}
      onNext={() => void check()}
    >
      <Stack gap="md">
        <p className={classes.quiet}>{t("withdrawal.vault", { name: vault.name })}</p>
        <NumberInput
          label={t("withdrawal.number")}
          value={number ?? ""}
          onChange={(value) => setNumber(typeof value === "number" ? value : null)}
          error={isAsked && number === null ? t("withdrawal.numberMissing") : null}
          min={1}
          max={999_999}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          autoFocus
          w={180}
        />
        <TextInput
          label={t("withdrawal.code")}
          description={t("withdrawal.codeHelp")}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          styles={{ input: { textTransform: "uppercase", letterSpacing: "0.06em" } }}
        />
        {attempt.phase === "failed" ? <Refusal error={attempt.error} /> : null}
      </Stack>
    </StepForm>
  );
}

/** A typing error is shown with the group it is in, where that is known. */
function Refusal({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const { code, detail } = toAppError(error);
  const group = code === "withdrawal.code-typo" ? Number(detail?.group ?? 0) : 0;
  return (
    <>
      <ErrorNotice error={error} />
      {group === 0 ? null : <p>{t("vaults.typoInGroup", { group })}</p>}
    </>
  );
}

function QuestionStep(props: { readonly onBack: () => void; readonly onAnswer: (wish: Wish) => void }) {
  const { t } = useTranslation();
  const [wish, setWish] = useState<Wish | null>(null);
  return (
    <StepForm
      title={t("withdrawal.question")}
      canGoOn={wish !== null}
      onBack={props.onBack}
      onNext={() => (wish === null ? undefined : props.onAnswer(wish))}
    >
      <Radio.Group
        label={t("withdrawal.questionText")}
        value={wish}
        onChange={(value) => setWish(wishes.find((known) => known === value) ?? null)}
      >
        <Stack gap={12} my={10}>
          {wishes.map((known) => (
            <Radio
              key={known}
              value={known}
              label={t(`withdrawal.wish.${known}`)}
              description={t(`withdrawal.wish.${known}Text`)}
            />
          ))}
        </Stack>
      </Radio.Group>
    </StepForm>
  );
}

function SureStep(props: {
  readonly vault: VaultSummary;
  readonly paper: TypedPaper;
  readonly outlook: Outlook;
  readonly wish: Wish;
  readonly onBack: () => void;
  readonly onDone: (outcome: Outcome) => void;
}) {
  const { vault, paper, outlook, wish, onBack, onDone } = props;
  const { t } = useTranslation();
  const [attempt, setAttempt] = useState<Attempt>({ phase: "typing" });
  const title = useFocusAtFirst<HTMLHeadingElement>();

  async function act(event: FormEvent) {
    event.preventDefault();
    if (attempt.phase === "checking") return;
    setAttempt({ phase: "checking" });
    try {
      const { consentNumber } = paper;
      const outcome = await withSecretBytes(paper.code, (bytes) =>
        call("withdrawal.carryOut", { vaultId: vault.id, consentNumber, code: bytes, wish }),
      );
      onDone(outcome);
    } catch (error) {
      setAttempt({ phase: "failed", error });
    }
  }

  const isBusy = attempt.phase === "checking";
  return (
    <form onSubmit={(event) => void act(event)}>
      <Stack gap="lg">
        <Title order={1} ref={title} tabIndex={-1} className={classes.title ?? ""}>
          {t("withdrawal.sure.title")}
        </Title>
        <Stack gap="sm">
          {wish === "hold" ? <HoldConsequence /> : <EraseConsequence outlook={outlook} />}
        </Stack>
        {attempt.phase === "failed" ? <ErrorNotice error={attempt.error} /> : null}
        <Group justify="space-between">
          <Button onClick={onBack} disabled={isBusy}>
            {t("common.back")}
          </Button>
          <Button
            type="submit"
            variant="filled"
            color={wish === "hold" ? "accent" : "danger"}
            loading={isBusy}
          >
            {t(`withdrawal.act.${wish}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function EraseConsequence({ outlook }: { readonly outlook: Outlook }) {
  const { t } = useTranslation();
  const free = outlook.sounds - outlook.heldSounds;
  return (
    <>
      {free > 0 ? <p>{t("withdrawal.sure.sounds", { count: free })}</p> : null}
      {outlook.heldSounds > 0 ? <p>{t("withdrawal.sure.held", { count: outlook.heldSounds })}</p> : null}
      {outlook.sounds === 0 ? <p>{t("withdrawal.sure.noSound")}</p> : null}
      <p>{t("withdrawal.sure.rest")}</p>
    </>
  );
}

function HoldConsequence() {
  const { t } = useTranslation();
  return (
    <>
      <p>{t("withdrawal.wish.holdText")}</p>
      <p>{t("withdrawal.sure.restHeld")}</p>
    </>
  );
}

function Done({ outcome, onBack }: { readonly outcome: Outcome; readonly onBack: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Ending onBack={onBack}>
      <p>
        {outcome.erasedSounds > 0
          ? t("withdrawal.done.erased", { count: outcome.erasedSounds })
          : t("withdrawal.done.noted")}
      </p>
      {outcome.heldUntil === null ? null : (
        <p>{t("withdrawal.done.held", { date: format.date(outcome.heldUntil, "long") })}</p>
      )}
      <p>{t("withdrawal.done.owner")}</p>
    </Ending>
  );
}

function Ending(props: { readonly children: ReactNode; readonly onBack: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap="lg">
      <Title order={1}>{t("withdrawal.title")}</Title>
      <div className={classes.ending} role="status">
        <IconCircleCheck size={22} stroke={1.6} aria-hidden="true" />
        <Stack gap="sm">{props.children}</Stack>
      </div>
      <Group>
        <Button autoFocus onClick={props.onBack}>
          {t("withdrawal.back")}
        </Button>
      </Group>
    </Stack>
  );
}

/** The irreversible deed is not under the finger that pressed the last button. */
function useFocusAtFirst<Element extends HTMLElement>() {
  const element = useRef<Element>(null);
  useEffect(() => element.current?.focus(), []);
  return element;
}
