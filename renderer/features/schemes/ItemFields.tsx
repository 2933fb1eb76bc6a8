/** What is rated or counted once for the whole sample. */
import { Button, Checkbox, NumberInput, Select } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { SchemeItem } from "../../../shared/domain/scheme.ts";
import { movedUp, withItemKind, withNewItem, withoutPart } from "../../../shared/domain/schemeDraft.ts";
import { Panel } from "../../ui/Panel.tsx";
import { type Editing, withText, withWord } from "./editing.ts";
import { PartDeeds } from "./PartDeeds.tsx";
import classes from "./schemes.module.css";
import { WordField } from "./WordField.tsx";

const kinds = ["global", "ordinal", "count"] as const;
const nowhere = "";

type RatedItem = Exclude<SchemeItem, { kind: "count" }>;

export function ItemFields({ editing }: { readonly editing: Editing }) {
  const { draft, change } = editing;
  const { t } = useTranslation();
  return (
    <Panel title={t("schemes.part.items")}>
      <div className={classes.fields}>
        {draft.items.map((item, index) => (
          <ItemField key={item.id} editing={editing} item={item} index={index} />
        ))}
        <div>
          <Button
            leftSection={<IconPlus size={18} stroke={1.6} aria-hidden="true" />}
            onClick={() => change(withNewItem(draft))}
          >
            {t("schemes.edit.addItem")}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

function ItemField(props: { readonly editing: Editing; readonly item: SchemeItem; readonly index: number }) {
  const { editing, item, index } = props;
  const { draft, language, change, fault } = editing;
  const { t } = useTranslation();
  const name = labelIn(item.labels, language) || t("schemes.edit.unnamed");
  const put = (changed: SchemeItem) => change({ ...draft, items: draft.items.with(index, changed) });
  return (
    <fieldset className={classes.set}>
      <legend className="visually-hidden">{name}</legend>
      <div className={classes.fields}>
        <div className={classes.itemHead}>
          <WordField
            label={t("schemes.edit.label")}
            labels={item.labels}
            language={language}
            fault={fault("items", index, "labels")}
            onChange={(text) => put({ ...item, labels: withWord(item.labels, language, text) })}
          />
          <Select
            label={t("schemes.edit.kind")}
            value={item.kind}
            data={kinds.map((value) => ({ value, label: t(`schemes.edit.kinds.${value}`) }))}
            withScrollArea={false}
            onChange={(value) => put(withItemKind(item, kinds.find((kind) => kind === value) ?? item.kind))}
          />
          <PartDeeds
            part={name}
            isLabelled
            onUp={index === 0 ? undefined : () => change({ ...draft, items: movedUp(draft.items, item.id) })}
            onRemove={() => change(withoutPart(draft, item.id))}
          />
        </div>
        <WordField
          label={t("schemes.edit.help")}
          labels={item.help}
          language={language}
          isLong
          onChange={(text) => put(withText(item, "help", language, text))}
        />
        {item.kind === "count" ? null : <Scale editing={editing} item={item} index={index} put={put} />}
      </div>
    </fieldset>
  );
}

function Scale(props: {
  readonly editing: Editing;
  readonly item: RatedItem;
  readonly index: number;
  readonly put: (item: SchemeItem) => void;
}) {
  const { editing, item, index, put } = props;
  const { language, fault } = editing;
  const { t } = useTranslation();
  const { anchors, startsFrom, ...freely } = item;
  const { needsTarget, ...always } = item;
  const putAnchors = (changed: RatedItem["anchors"]) => put({ ...item, anchors: changed });
  const order = fault("items", index, "anchors");
  return (
    <>
      <div className={classes.anchorFields}>
        {anchors.map((anchor, at) => (
          // Values may be alike while they are written: only the place tells them apart.
          // biome-ignore lint/suspicious/noArrayIndexKey: an anchor is known by its place alone
          <Fragment key={at}>
            <NumberInput
              {...(at === 0 ? { label: t("schemes.edit.value") } : { "aria-label": t("schemes.edit.value") })}
              value={anchor.value}
              min={-100}
              max={100}
              clampBehavior="strict"
              allowDecimal={false}
              error={order !== null && at === 0 ? order : order !== null}
              onChange={(value) => {
                if (typeof value === "number") putAnchors(anchors.with(at, { ...anchor, value }));
              }}
            />
            <WordField
              label={t("schemes.edit.anchor")}
              labels={anchor.labels}
              language={language}
              isNamed={at === 0}
              fault={fault("items", index, "anchors", at)}
              onChange={(text) =>
                putAnchors(anchors.with(at, { ...anchor, labels: withWord(anchor.labels, language, text) }))
              }
            />
            <PartDeeds
              part={String(anchor.value)}
              isLabelled={at === 0}
              onRemove={() => putAnchors(anchors.toSpliced(at, 1))}
            />
          </Fragment>
        ))}
      </div>
      <div className={classes.side}>
        <Select
          label={t("schemes.edit.startsFrom")}
          value={startsFrom === undefined ? nowhere : String(startsFrom)}
          data={[
            { value: nowhere, label: t("schemes.edit.startsNowhere") },
            ...[...new Set(anchors.map(({ value }) => String(value)))].map((value) => ({
              value,
              label: value,
            })),
          ]}
          withScrollArea={false}
          error={fault("items", index, "startsFrom")}
          onChange={(value) =>
            put(
              value === null || value === nowhere
                ? { ...freely, anchors }
                : { ...item, startsFrom: Number(value) },
            )
          }
        />
        <div className={classes.besideField}>
          <Button
            size="sm"
            variant="subtle"
            leftSection={<IconPlus size={18} stroke={1.6} aria-hidden="true" />}
            onClick={() => putAnchors([...anchors, { value: (anchors.at(-1)?.value ?? 0) + 1, labels: {} }])}
          >
            {t("schemes.edit.addAnchor")}
          </Button>
        </div>
      </div>
      <Checkbox
        label={t("schemes.edit.needsTarget")}
        checked={needsTarget === true}
        onChange={(event) => put(event.currentTarget.checked ? { ...item, needsTarget: true } : always)}
      />
    </>
  );
}
