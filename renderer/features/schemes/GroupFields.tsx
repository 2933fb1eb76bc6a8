/** The groups of a scheme with their codes. */
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import { withNewCode, withNewGroup, withoutPart } from "../../../shared/domain/schemeDraft.ts";
import { Panel } from "../../ui/Panel.tsx";
import { CodeFields } from "./CodeFields.tsx";
import { type Editing, withWord } from "./editing.ts";
import { PartDeeds } from "./PartDeeds.tsx";
import classes from "./schemes.module.css";
import { WordField } from "./WordField.tsx";

export function GroupFields({ editing }: { readonly editing: Editing }) {
  const { draft, change, fault } = editing;
  const { t } = useTranslation();
  const nothing = draft.codes.length + draft.items.length === 0 ? fault("codes") : null;
  return (
    <Panel title={t("schemes.part.codes")}>
      <div className={classes.fields}>
        <p className={classes.quiet}>{t("schemes.edit.groupHelp")}</p>
        {draft.groups.map((group, index) => (
          <GroupField key={group.id} editing={editing} group={group} index={index} />
        ))}
        {nothing === null ? null : <p className={classes.fault}>{nothing}</p>}
        <div data-problem={nothing === null ? undefined : true}>
          <Button
            leftSection={<IconPlus size={18} stroke={1.6} aria-hidden="true" />}
            onClick={() => change(withNewGroup(draft))}
          >
            {t("schemes.edit.addGroup")}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

function GroupField(props: {
  readonly editing: Editing;
  readonly group: Scheme["groups"][number];
  readonly index: number;
}) {
  const { editing, group, index } = props;
  const { draft, language, change, fault } = editing;
  const { t } = useTranslation();
  const name = labelIn(group.labels, language) || t("schemes.edit.unnamed");
  const codes = draft.codes.map((code, at) => ({ code, at })).filter(({ code }) => code.groupId === group.id);
  const problem = codes.length === 0 ? fault("groups", index) : fault("groups", index, "slots");
  return (
    <fieldset className={classes.set}>
      <legend className="visually-hidden">
        {t("schemes.edit.group")}: {name}
      </legend>
      <div className={classes.fields}>
        <div className={classes.groupHead}>
          <WordField
            label={t("schemes.edit.groupName")}
            labels={group.labels}
            language={language}
            fault={fault("groups", index, "labels")}
            onChange={(text) =>
              change({
                ...draft,
                groups: draft.groups.with(index, {
                  ...group,
                  labels: withWord(group.labels, language, text),
                }),
              })
            }
          />
          <PartDeeds part={name} isLabelled onRemove={() => change(withoutPart(draft, group.id))} />
        </div>
        {codes.map(({ code, at }, place) => (
          <CodeFields key={code.id} editing={editing} code={code} index={at} isFirst={place === 0} />
        ))}
        {problem === null ? null : <p className={classes.fault}>{problem}</p>}
        <div data-problem={problem === null ? undefined : true}>
          <Button
            size="sm"
            variant="subtle"
            leftSection={<IconPlus size={18} stroke={1.6} aria-hidden="true" />}
            onClick={() => change(withNewCode(draft, group.id))}
          >
            {t("schemes.edit.addCode")}
          </Button>
        </div>
      </div>
    </fieldset>
  );
}
