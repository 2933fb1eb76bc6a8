/** One code: its sign, word, key and side, and on request what else is said of it. */
import { Checkbox, MultiSelect, Select, TextInput } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { SchemeCode } from "../../../shared/domain/scheme.ts";
import { givesWayTo, movedUp, withoutPart, withWay } from "../../../shared/domain/schemeDraft.ts";
import { useSpeakerWords } from "../../ui/useSpeakerWords.ts";
import { type Editing, withText, withWord } from "./editing.ts";
import { PartDeeds } from "./PartDeeds.tsx";
import classes from "./schemes.module.css";
import { WordField } from "./WordField.tsx";

const sides = ["practitioner", "client", "any"] as const;

/** @param props.isFirst - of its group: the labels stand above its fields, and are only said of those that follow */
export function CodeFields(props: {
  readonly editing: Editing;
  readonly code: SchemeCode;
  readonly index: number;
  readonly isFirst: boolean;
}) {
  const { editing, code, index, isFirst } = props;
  const { draft, language, change, fault } = editing;
  const { t } = useTranslation();
  const words = useSpeakerWords();
  const [isOpen, setIsOpen] = useState(false);
  const name = labelIn(code.labels, language) || code.sign || t("schemes.edit.unnamed");
  const put = (changed: SchemeCode) => change({ ...draft, codes: draft.codes.with(index, changed) });
  const labelled = (label: string) => (isFirst ? { label } : { "aria-label": label });
  const { key, ...keyless } = code;
  const faultId = useId();
  const [signFault, keyFault] = [fault("codes", index, "sign"), fault("codes", index, "key")];
  const needsFault = fault("codes", index, "needs");
  return (
    <fieldset className={classes.set} data-flat>
      <legend className="visually-hidden">{name}</legend>
      <div className={classes.codeFields}>
        <TextInput
          {...labelled(t("schemes.edit.sign"))}
          value={code.sign}
          maxLength={8}
          error={signFault !== null}
          aria-describedby={faultId}
          onChange={(event) => put({ ...code, sign: event.currentTarget.value })}
        />
        <WordField
          label={t("schemes.edit.label")}
          labels={code.labels}
          language={language}
          isNamed={isFirst}
          fault={fault("codes", index, "labels")}
          onChange={(text) => put({ ...code, labels: withWord(code.labels, language, text) })}
        />
        <TextInput
          {...labelled(t("schemes.edit.key"))}
          value={key ?? ""}
          maxLength={1}
          error={keyFault !== null}
          aria-describedby={faultId}
          onChange={({ currentTarget: { value } }) => put(value === "" ? keyless : { ...code, key: value })}
        />
        <Select
          {...labelled(t("schemes.edit.side"))}
          value={code.side}
          data={sides.map((value) => ({
            value,
            label:
              value === "any" ? t("schemes.side.any") : t("schemes.side.role", { name: words[value].name }),
          }))}
          withScrollArea={false}
          onChange={(value) => put({ ...code, side: sides.find((side) => side === value) ?? code.side })}
        />
        <PartDeeds
          part={name}
          isLabelled={isFirst}
          more={{ isOpen, onToggle: () => setIsOpen(!isOpen) }}
          onUp={isFirst ? undefined : () => change({ ...draft, codes: movedUp(draft.codes, code.id) })}
          onRemove={() => change(withoutPart(draft, code.id))}
        />
      </div>
      <p id={faultId} className={classes.fault}>
        {[signFault, keyFault].filter((text) => text !== null).join(" ")}
      </p>
      {isOpen || needsFault !== null ? (
        <More editing={editing} code={code} put={put} fault={needsFault} />
      ) : null}
    </fieldset>
  );
}

function More(props: {
  readonly editing: Editing;
  readonly code: SchemeCode;
  readonly put: (code: SchemeCode) => void;
  readonly fault: string | null;
}) {
  const { editing, code, put, fault } = props;
  const { draft, language, change } = editing;
  const { t } = useTranslation();
  const named = ({ id, sign, labels }: SchemeCode) => ({
    value: id,
    label: `${sign} ${labelIn(labels, language)}`,
  });
  const way = givesWayTo(draft, code.id);
  // What gives way to this code cannot be what it gives way to.
  const rivals = draft.codes.filter(
    ({ id, groupId }) => groupId === code.groupId && id !== code.id && givesWayTo(draft, id) !== code.id,
  );
  const others = draft.codes.filter(({ groupId }) => groupId !== code.groupId);
  const { needs = [], ...free } = code;
  const { needsSound, ...heardOrRead } = code;
  return (
    <div className={classes.more}>
      <WordField
        label={t("schemes.edit.help")}
        labels={code.help}
        language={language}
        isLong
        onChange={(text) => put(withText(code, "help", language, text))}
      />
      <WordField
        label={t("schemes.edit.hint")}
        labels={code.hint}
        language={language}
        isLong
        onChange={(text) => put(withText(code, "hint", language, text))}
      />
      {rivals.length === 0 || (draft.unit !== "volley" && way === undefined) ? null : (
        <Select
          label={t("schemes.edit.givesWay")}
          value={way ?? ""}
          data={[{ value: "", label: t("schemes.edit.givesWayNone") }, ...rivals.map(named)]}
          withScrollArea={false}
          classNames={{ options: classes.options ?? "" }}
          onChange={(chosen) => change(withWay(draft, code.id, chosen === "" ? null : chosen))}
        />
      )}
      {others.length === 0 && needs.length === 0 ? null : (
        <MultiSelect
          label={t("schemes.edit.needs")}
          value={needs}
          data={others.map(named)}
          withScrollArea={false}
          classNames={{ options: classes.options ?? "" }}
          error={fault}
          onChange={(ids) => put(ids.length === 0 ? free : { ...code, needs: ids })}
        />
      )}
      <Checkbox
        label={t("schemes.edit.needsSound")}
        checked={needsSound === true}
        onChange={(event) => put(event.currentTarget.checked ? { ...code, needsSound: true } : heardOrRead)}
      />
    </div>
  );
}
