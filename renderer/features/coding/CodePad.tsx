/** The pad: what can be heard in the current utterance, each with its key; closed while one only listens. */
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { codesFor, isWithin } from "../../../shared/domain/codeUnit.ts";
import type { CodedUnit, Coding } from "../../../shared/domain/coding.ts";
import { keysOfCodes } from "../../../shared/domain/codingKeys.ts";
import { isGivable, ratingsClosed } from "../../../shared/domain/codingRules.ts";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import { notCoded, type Scheme, type SchemeCode } from "../../../shared/domain/scheme.ts";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import { useKeyNames } from "../../ui/useKeyNames.ts";
import { useLanguage } from "../../ui/useLanguage.ts";
import { useSpeakerWords } from "../../ui/useSpeakerWords.ts";
import classes from "./CodePad.module.css";
import type { CodingCommand } from "./codingCommands.ts";
import type { Looking } from "./codingLooking.ts";
import { spanAt } from "./codingSteps.ts";

interface CodePadProps {
  readonly coding: Coding;
  readonly scheme: Scheme;
  readonly current: CodedUnit | undefined;
  readonly looking: Looking;
  readonly byMoment: boolean;
  readonly isListening: boolean;
  readonly singleKeys: boolean;
  readonly onCommand: (command: CodingCommand) => boolean;
  readonly onAllKeys: () => void;
}

export function CodePad(props: CodePadProps) {
  const { coding, scheme, isListening } = props;
  const { t } = useTranslation();
  const update = useChange("coding.update");
  if (scheme.codes.length === 0) return null;
  if (isListening) {
    return (
      <div className={classes.pad}>
        <h2 className={classes.heading}>{t("coding.pass.title")}</h2>
        <p className={classes.quiet}>
          {t(ratingsClosed(scheme, coding) === "too-short" ? "coding.pass.textShort" : "coding.pass.text")}
        </p>
        <ErrorNotice error={update.error} />
        <Button
          variant="filled"
          loading={update.isPending}
          onClick={() => update.mutate({ codingId: coding.id, pass: "count" })}
        >
          {t("coding.pass.count")}
        </Button>
        <SpanButtons {...props} />
      </div>
    );
  }
  return <OpenPad {...props} />;
}

function OpenPad(props: CodePadProps) {
  const { coding, scheme, current, looking, byMoment, singleKeys, onCommand, onAllKeys } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useSpeakerWords();
  const names = useKeyNames();
  const label = (labels: Scheme["title"]) => labelIn(labels, language);
  const keys = keysOfCodes(scheme);
  const isOfSide = byMoment || (current !== undefined && codesFor(scheme, current.speaker).length > 0);
  const shown =
    byMoment || !isOfSide || current === undefined ? scheme.codes : codesFor(scheme, current.speaker);
  const codes = current?.codes ?? [];
  const canGive = (code: SchemeCode) =>
    isOfSide && isGivable(code, coding) && (code.needs === undefined || isWithin(code, codes));
  const groups = scheme.groups
    .map((group) => ({ group, codes: shown.filter(({ groupId }) => groupId === group.id) }))
    .filter((one) => one.codes.length > 0);
  const isUncertain = current?.isUncertain === true;
  const hints = isUncertain ? shown.filter(({ id, hint }) => hint !== undefined && codes.includes(id)) : [];
  const isSplitting = looking.midst.kind === "splitting";
  return (
    <div className={classes.pad}>
      <h2 className={classes.heading}>{t(isOfSide ? "coding.pad.asks" : "coding.pad.others")}</h2>
      {groups.map(({ group, codes: ofGroup }) => (
        <fieldset key={group.id} className={classes.group}>
          <legend className={groups.length === 1 ? "visually-hidden" : classes.legend}>
            {label(group.labels)}
          </legend>
          {ofGroup.map((code) => (
            <PadButton
              key={code.id}
              keyName={singleKeys ? keys.get(code.id) : undefined}
              name={label(code.labels)}
              sign={code.sign}
              title={code.help === undefined ? undefined : label(code.help)}
              isPressed={codes.includes(code.id)}
              isDisabled={!canGive(code)}
              onPress={() => onCommand({ kind: "code", codeId: code.id })}
            />
          ))}
        </fieldset>
      ))}
      {coding.isFromSound || scheme.codes.every(({ needsSound }) => needsSound !== true) ? null : (
        <p className={classes.quiet}>{t("coding.pad.needsSound")}</p>
      )}
      {isUncertain && codes.length === 0 ? (
        <p className={classes.hints} role="status">
          {t("coding.pad.hintLater")}
        </p>
      ) : null}
      {hints.length === 0 ? null : (
        <div className={classes.hints} role="status">
          {hints.map(({ id, sign, hint }) => (
            <p key={id}>
              <strong>{sign}</strong> {hint === undefined ? "" : label(hint)}
            </p>
          ))}
        </div>
      )}
      {isSplitting ? (
        <p className={classes.hints} role="status">
          <Kbd>←</Kbd> <Kbd>→</Kbd> {t("coding.pad.splitMoves")} <Kbd>{names.enter}</Kbd>{" "}
          {t("coding.pad.splitHere")} <Kbd>{names.escape}</Kbd> {t("coding.pad.splitCancel")}
        </p>
      ) : null}
      <div className={classes.small}>
        <SmallButton
          {...props}
          keyName="X"
          word={t("coding.pad.notCoded")}
          isPressed={codes.includes(notCoded)}
          isDisabled={!isOfSide || current === undefined}
          command={{ kind: "not-coded" }}
        />
        <SmallButton
          {...props}
          keyName="?"
          word={t("coding.pad.uncertain")}
          isPressed={current?.isUncertain === true}
          isDisabled={!isOfSide || current === undefined}
          command={{ kind: "uncertain" }}
        />
        {byMoment ? (
          <>
            <SmallButton
              {...props}
              keyName="K"
              word={t("coding.pad.speaks", { speaker: words.client.name })}
              command={{ kind: "speaker", speaker: "client" }}
            />
            <SmallButton
              {...props}
              keyName="L"
              word={t("coding.pad.speaks", { speaker: words.other.name })}
              command={{ kind: "speaker", speaker: "other" }}
            />
            <SmallButton
              {...props}
              keyName="Del"
              word={t("coding.pad.remove")}
              isDisabled={current === undefined}
              command={{ kind: "remove" }}
            />
          </>
        ) : (
          <>
            <SmallButton
              {...props}
              keyName="/"
              word={t("coding.pad.split")}
              isPressed={isSplitting}
              isDisabled={current === undefined}
              command={isSplitting ? { kind: "enter" } : { kind: "split" }}
            />
            <SmallButton
              {...props}
              keyName="+"
              word={t("coding.pad.join")}
              isDisabled={current === undefined}
              command={{ kind: "join" }}
            />
          </>
        )}
        <SmallButton
          {...props}
          keyName="M"
          word={t("coding.pad.facilitative")}
          isPressed={current?.isFacilitative === true}
          isDisabled={current === undefined || current.speaker === "practitioner"}
          command={{ kind: "facilitative" }}
        />
      </div>
      <SpanButtons {...props}>
        <button type="button" className={classes.all} onClick={onAllKeys}>
          {t("review.keys.all")}
        </button>
      </SpanButtons>
    </div>
  );
}

function SpanButtons(props: CodePadProps & { readonly children?: ReactNode }) {
  const { coding, current, looking, children } = props;
  const { t } = useTranslation();
  const isIn = (kind: "permission" | "formal") =>
    current !== undefined && spanAt(coding.spans, kind, current.startMs) !== undefined;
  return (
    <div className={classes.small}>
      {(["permission", "formal"] as const).map((kind) => (
        <SmallButton
          key={kind}
          {...props}
          keyName={kind === "permission" ? "P" : "F"}
          word={t(
            looking.begun?.kind === kind
              ? `coding.pad.span.${kind}.end`
              : isIn(kind)
                ? `coding.pad.span.${kind}.remove`
                : `coding.pad.span.${kind}.begin`,
          )}
          isPressed={looking.begun?.kind === kind || isIn(kind)}
          command={{ kind: "span", span: kind }}
        />
      ))}
      {children}
    </div>
  );
}

function PadButton(props: {
  readonly keyName: string | undefined;
  readonly name: string;
  readonly sign: string;
  readonly title: string | undefined;
  readonly isPressed: boolean;
  readonly isDisabled: boolean;
  readonly onPress: () => void;
}) {
  const { keyName, name, sign, title, isPressed, isDisabled, onPress } = props;
  return (
    <button
      type="button"
      className={classes.code}
      title={title}
      aria-label={name}
      aria-pressed={isPressed}
      aria-keyshortcuts={keyName}
      disabled={isDisabled}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {keyName === undefined ? null : <Kbd>{keyName.toUpperCase()}</Kbd>}
      <span className={classes.name}>{name}</span>
      <span className={classes.sign}>{sign}</span>
    </button>
  );
}

function SmallButton(props: {
  readonly keyName: string;
  readonly word: string;
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  readonly command: CodingCommand;
  readonly singleKeys: boolean;
  readonly onCommand: (command: CodingCommand) => boolean;
}) {
  const { keyName, word, isPressed, isDisabled = false, command, singleKeys, onCommand } = props;
  return (
    <button
      type="button"
      className={classes.deed}
      aria-pressed={isPressed}
      disabled={isDisabled}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onCommand(command)}
    >
      {singleKeys ? <Kbd>{keyName}</Kbd> : null}
      <span>{word}</span>
    </button>
  );
}
