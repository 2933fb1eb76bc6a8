/** A scheme of one's own while it is written; saved it is the next version, and those before it stay. */
import { Button, Group, Select } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { SchemeId } from "../../../shared/domain/scheme.ts";
import { schemeFaults } from "../../../shared/domain/schemeFaults.ts";
import { type Language, languageSchema, languages } from "../../../shared/domain/settings.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { useLanguage } from "../../ui/useLanguage.ts";
import { useProblemFocus } from "../conversation/useProblemFocus.ts";
import { AboutFields } from "./AboutFields.tsx";
import { type Editing, faultWithin } from "./editing.ts";
import { FigureFields } from "./FigureFields.tsx";
import { GroupFields } from "./GroupFields.tsx";
import { ItemFields } from "./ItemFields.tsx";
import { forgetSchemeDraft } from "./schemeKept.ts";
import classes from "./schemes.module.css";
import { lookAtScheme, type SchemeEditing, showSchemes, writeScheme } from "./schemesStore.ts";

/** Any id does to look over what has none yet. */
const unnamed = "own" as SchemeId;

export function SchemeEditor({ editing }: { readonly editing: SchemeEditing }) {
  const { draft, schemeId, version } = editing;
  const { t } = useTranslation();
  const pageLanguage = useLanguage();
  const [language, setLanguage] = useState<Language>(pageLanguage);
  const { formRef, isShown, showProblems } = useProblemFocus();
  const save = useChange("scheme.save");
  const faults = schemeFaults({ ...draft, id: unnamed, version: version + 1 });
  const parts: Editing = {
    draft,
    language,
    change: writeScheme,
    fault: (...path) => {
      const found = isShown ? faultWithin(faults, path) : undefined;
      return found === undefined ? null : t(`schemes.fault.${found.kind}`);
    },
  };
  const title = labelIn(draft.title, language);
  const keep = () => {
    if (faults.length > 0) return showProblems();
    save.mutate(
      { schemeId, content: draft },
      {
        onSuccess: (saved) => {
          forgetSchemeDraft();
          lookAtScheme(saved.schemeId, saved.version);
        },
      },
    );
  };
  return (
    <div ref={formRef}>
      <PageHeader
        title={schemeId === null ? t("schemes.edit.titleNew") : t("schemes.edit.title", { title })}
        subtitle={schemeId === null ? null : <WhatChanges schemeId={schemeId} />}
        actions={
          <Select
            label={t("schemes.edit.language")}
            data={languages.map((value) => ({ value, label: t(`settings.languages.${value}`) }))}
            value={language}
            withScrollArea={false}
            onChange={(value) => setLanguage(languageSchema.parse(value))}
          />
        }
      />
      <div className={classes.parts}>
        <AboutFields editing={parts} />
        <GroupFields editing={parts} />
        <ItemFields editing={parts} />
        <FigureFields editing={parts} />
        <ErrorNotice error={save.error} />
        <div className={classes.end}>
          <p className={classes.quiet} aria-live="polite">
            {isShown && faults.length > 0
              ? t("schemes.edit.faults", { count: faults.length })
              : t("schemes.edit.unsaved")}
          </p>
          <Group gap={8} className={classes.endDeeds ?? ""}>
            <Leave editing={editing} />
            <Button variant="filled" loading={save.isPending} onClick={keep}>
              {schemeId === null
                ? t("schemes.edit.save")
                : t("schemes.edit.saveVersion", { version: version + 1 })}
            </Button>
          </Group>
        </div>
      </div>
    </div>
  );
}

/** What a new version means for what has been coded. */
function WhatChanges({ schemeId }: { readonly schemeId: SchemeId }) {
  const { t } = useTranslation();
  const { data } = useRequest("scheme.original", { schemeId });
  if (data === undefined) return null;
  return data.codings === 0
    ? t("schemes.edit.noCodings")
    : t("schemes.edit.newVersion", { count: data.codings });
}

/** Back to the list; what was written is asked about. */
function Leave({ editing }: { readonly editing: SchemeEditing }) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  if (editing.draft === editing.begun) {
    return (
      <Button leftSection={<IconArrowLeft size={18} stroke={1.6} aria-hidden="true" />} onClick={showSchemes}>
        {t("schemes.back")}
      </Button>
    );
  }
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>{t("schemes.edit.discard")}</Button>
      <ConfirmDialog
        opened={isAsking}
        title={t("schemes.edit.discard")}
        confirmLabel={t("schemes.edit.discard")}
        cancelLabel={t("schemes.edit.goOn")}
        tone="danger"
        onConfirm={async () => {
          forgetSchemeDraft();
          showSchemes();
        }}
        onClose={() => setIsAsking(false)}
      >
        {t("schemes.edit.discardText")}
      </ConfirmDialog>
    </>
  );
}
