/** Each file with its own permission, occasion and date: a calm list with one row open at a time. */
import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeviceFile } from "../../../shared/domain/device.ts";
import type { SourceId } from "../../../shared/domain/ids.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { localToday } from "../../ui/localToday.ts";
import { useNewConversation } from "../conversation/newConversationStore.ts";
import classes from "./bringIn.module.css";
import { changeBringIn, changeForm, filesOf, formOf, useBringIn } from "./bringInStore.ts";
import { bringIn } from "./importQueue.ts";
import { type ItemForm, itemProblems } from "./itemForm.ts";
import { findLengths } from "./lookThrough.ts";
import { PermissionDetour } from "./PermissionDetour.tsx";
import { PermitRow } from "./PermitRow.tsx";

export function PermitStep() {
  const { t } = useTranslation();
  const state = useBringIn();
  const { chosen, openItem } = state;
  const acknowledged = useNewConversation((form) => form.acknowledged);
  const consents = useRequest("consent.list", {});
  const [detour, setDetour] = useState<{ readonly sourceId: SourceId; readonly isNew: boolean } | null>(null);
  /** How often the person wanted to go on although something was missing in the open row. */
  const [asked, setAsked] = useState(0);
  const byId = new Map(filesOf(state).map((file) => [file.sourceId, file]));
  const files = [...chosen].flatMap((sourceId) => byId.get(sourceId) ?? []);
  const surroundings = { consents: consents.data ?? [], today: localToday(), acknowledged };
  const items = files.map((file) => {
    const form = formOf(state, file);
    return { file, form, problems: itemProblems(file.sourceId, form, surroundings) };
  });
  const open = (sourceId: SourceId | null) => {
    setAsked(0);
    changeBringIn({ openItem: sourceId });
  };
  const nextMissing = (after: DeviceFile) => {
    const at = files.indexOf(after);
    const rest = [...items.slice(at + 1), ...items.slice(0, at)];
    return rest.find(({ problems }) => problems.length > 0)?.file.sourceId ?? null;
  };
  const goOn = () => {
    const missing = items.find(({ problems }) => problems.length > 0);
    if (missing === undefined) void bringIn(files);
    else {
      changeBringIn({ openItem: missing.file.sourceId });
      setAsked(asked + 1);
    }
  };

  const detoured = items.find(({ file }) => file.sourceId === detour?.sourceId);
  if (detour !== null && detoured !== undefined && detoured.form.kind !== null) {
    return (
      <PermissionDetour
        key={detour.sourceId}
        kind={detoured.form.kind}
        permission={detoured.form.permission}
        isNew={detour.isNew}
        name={detoured.file.name}
        onDone={(permission) => {
          changeForm(detour.sourceId, { ...detoured.form, permission });
          setDetour(null);
        }}
        onBack={() => setDetour(null)}
      />
    );
  }
  return (
    <>
      <ErrorNotice error={consents.error} />
      <ul className={classes.items} aria-label={t("bringIn.permit.label")}>
        {items.map(({ file, form, problems }, index) => (
          <PermitRow
            key={file.sourceId}
            file={file}
            form={form}
            previous={items[index - 1]?.form}
            problems={problems}
            consents={surroundings.consents}
            isOpen={openItem === file.sourceId}
            asked={openItem === file.sourceId ? asked : 0}
            onOpen={() => open(openItem === file.sourceId ? null : file.sourceId)}
            onChange={(changed: ItemForm) => changeForm(file.sourceId, changed)}
            onDetour={(isNew) => setDetour({ sourceId: file.sourceId, isNew })}
            onReady={() => (problems.length > 0 ? setAsked(asked + 1) : open(nextMissing(file)))}
          />
        ))}
      </ul>
      <Text size="sm" c="dimmed" mt={12}>
        {t("bringIn.permit.lost")}
      </Text>
      <div className={classes.foot}>
        <p role="status">
          {t("bringIn.permit.ready", {
            done: items.filter(({ problems }) => problems.length === 0).length,
            count: items.length,
          })}
        </p>
        <Group gap={8}>
          <Button
            onClick={() => {
              changeBringIn({ stage: "choose" });
              void findLengths();
            }}
          >
            {t("conversation.back")}
          </Button>
          <Button variant="filled" onClick={goOn} loading={consents.isPending}>
            {t("bringIn.permit.begin", { count: items.length })}
          </Button>
        </Group>
      </div>
    </>
  );
}
