/** After the sound has been taken in: it is safe here, and still there where it came from (DOMAIN.md §2.6). */
import { Button, Stack, Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationKind } from "../../../shared/domain/conversation.ts";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { useRequest } from "../../api/useRequest.ts";
import { Panel } from "../../ui/Panel.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { SourceEnding } from "../source/SourceEnding.tsx";
import type { TakenFile } from "../source/takenFile.ts";
import classes from "./conversation.module.css";

/** @param props.file - that was taken in; what is published need not be removed from where it came */
export function TakenIn(props: {
  readonly file: TakenFile;
  readonly kind: ConversationKind | null;
  readonly onOpen: () => void;
}) {
  const { file, kind, onOpen } = props;
  const { t } = useTranslation();
  const [isEnded, setEnded] = useState(kind === "published");
  return (
    <Panel>
      <Stack gap={20}>
        <p className={classes.taken} role="status">
          <IconCircleCheck size={22} stroke={1.6} aria-hidden="true" />
          {t("import.taken.title")}
        </p>
        <WhatWasMissing conversationId={file.conversationId} />
        {kind !== "published" && <SourceEnding files={[file]} onEnded={() => setEnded(true)} />}
        <div>
          <Button variant={isEnded ? "filled" : "default"} onClick={onOpen} autoFocus={kind === "published"}>
            {t("import.taken.open")}
          </Button>
        </div>
      </Stack>
    </Panel>
  );
}

/** Says plainly that a recording was not there to its end, and how much of it is. */
function WhatWasMissing({ conversationId }: { readonly conversationId: ConversationId }) {
  const { t } = useTranslation();
  const format = useFormat();
  const conversation = useRequest("conversation.read", { conversationId }).data;
  const ending = conversation?.origin?.ending ?? "whole";
  if (conversation === undefined || ending === "whole") return null;
  const durationMs = "durationMs" in conversation.sound ? conversation.sound.durationMs : null;
  const what = ending === "unfinished" ? "unfinished" : "cutOff";
  return (
    <Text c="var(--color-warm)">
      {durationMs === null
        ? t(`import.taken.${what}NoLength`)
        : t(`import.taken.${what}`, { length: format.duration(durationMs) })}
    </Text>
  );
}
