/** What the people in a text are called: a role, or all lines that bear a name of their own. */
import { Button, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { renamedLines } from "../../../shared/domain/renamedLines.ts";
import { type Segment, speakers } from "../../../shared/domain/segment.ts";
import { ownNames, type SpeakerNames, typedName } from "../../../shared/domain/speakerCalled.ts";
import { call } from "../../api/call.ts";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { showUndoToast } from "../../ui/undoToast.tsx";
import { saveTranscript, useReview } from "../review/reviewStore.ts";
import { NameField } from "./NameField.tsx";
import classes from "./speakers.module.css";
import { editInOneStep } from "./undoStep.ts";
import { useCalled } from "./useCalled.ts";

interface SpeakersProps {
  readonly conversationId: ConversationId;
  readonly onClose: () => void;
}

export function SpeakersDialog({ opened, ...props }: SpeakersProps & { readonly opened: boolean }) {
  const { t } = useTranslation();
  const session = useReview((state) => state.transcripts[props.conversationId]);
  return (
    <Modal opened={opened} onClose={props.onClose} title={t("speakers.title")} size="lg">
      {session === undefined ? null : <Speakers {...props} segments={session.segments} />}
    </Modal>
  );
}

/** Mounted anew each time the dialog opens. */
function Speakers(props: SpeakersProps & { readonly segments: readonly Segment[] }) {
  const { conversationId, segments, onClose } = props;
  const { t } = useTranslation();
  const { words, names } = useCalled(conversationId);
  const [roles, setRoles] = useState<SpeakerNames>(names);
  const [own] = useState(() => ownNames(segments));
  const [renamed, setRenamed] = useState<Readonly<Record<string, string>>>({});
  const change = useChange("transcript.nameSpeakers");

  async function keep(): Promise<void> {
    const renames = new Map(
      Object.entries(renamed).map(([name, typed]) => [name, typedName(typed) ?? null] as const),
    );
    const edits = renamedLines(segments, renames);
    const wanted = typedNames(roles);
    const isRoleRenamed = speakers.some((speaker) => wanted[speaker] !== names[speaker]);
    if (isRoleRenamed) {
      // What is typed goes first: a new name is a new version of the text.
      await saveTranscript(conversationId);
      await change.mutateAsync({ conversationId, names: wanted });
    }
    const takeBack = editInOneStep(conversationId, edits);
    onClose();
    if (!isRoleRenamed && edits.length === 0) return;
    showUndoToast(t("speakers.renamed"), t("common.undo"), () => {
      if (edits.length > 0) takeBack();
      if (isRoleRenamed) void nameAgain(conversationId, names).catch(() => undefined);
    });
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        keep().catch(() => undefined);
      }}
    >
      <Stack gap={16}>
        <p>{t("speakers.text")}</p>
        {speakers.map((speaker) => (
          <NameField
            key={speaker}
            label={t("speakers.role", { role: words[speaker].name })}
            value={roles[speaker] ?? ""}
            placeholder={words[speaker].name}
            onChange={(name) => setRoles({ ...roles, [speaker]: name })}
          />
        ))}
        {own.length === 0 ? null : (
          <section>
            <h3 className={classes.heading}>{t("speakers.ownTitle")}</h3>
            <p className={classes.small}>{t("speakers.ownHint")}</p>
            <Stack gap={16} mt={12}>
              {own.map((name) => (
                <NameField
                  key={name}
                  label={t("speakers.own", {
                    name,
                    count: segments.filter(({ speakerName }) => speakerName === name).length,
                  })}
                  value={renamed[name] ?? name}
                  onChange={(typed) => setRenamed({ ...renamed, [name]: typed })}
                />
              ))}
            </Stack>
          </section>
        )}
        <ErrorNotice error={change.error} />
        <Group gap={8} justify="flex-end">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" variant="filled" loading={change.isPending}>
            {t("speakers.keep")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** As when they were named: what is typed goes first. */
async function nameAgain(conversationId: ConversationId, names: SpeakerNames): Promise<void> {
  await saveTranscript(conversationId);
  await call("transcript.nameSpeakers", { conversationId, names });
}

function typedNames(roles: SpeakerNames): Partial<Record<(typeof speakers)[number], string>> {
  return Object.fromEntries(
    speakers.flatMap((speaker) => {
      const name = typedName(roles[speaker] ?? "");
      return name === undefined ? [] : [[speaker, name]];
    }),
  );
}
