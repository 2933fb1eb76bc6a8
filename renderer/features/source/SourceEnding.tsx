/** After sound has been taken in: erasing it where it came from, and going through where else it may be. */
import { Divider, Stack, Text } from "@mantine/core";
import { useEffect, useEffectEvent } from "react";
import { useTranslation } from "react-i18next";
import type { SoundOrigin } from "../../../shared/domain/whereabouts.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { EraseOffer } from "./EraseOffer.tsx";
import { OriginChoice } from "./OriginChoice.tsx";
import { PlaceList } from "./PlaceList.tsx";
import classes from "./source.module.css";
import type { TakenFile } from "./takenFile.ts";
import { useOrigin } from "./useOrigin.ts";
import { useSourceErasing } from "./useSourceErasing.ts";

interface SourceEndingProps {
  /** Of conversations that are not published; each conversation once. */
  readonly files: readonly TakenFile[];
  /** What is known of where they came from; the person can say otherwise. */
  readonly origin?: SoundOrigin;
  /** The person has erased, or said not now. */
  readonly onEnded?: () => void;
}

/** Show it once every one of the files is in the vault. */
export function SourceEnding(props: SourceEndingProps) {
  const { t } = useTranslation();
  const conversations = useRequest("conversation.list", {}).data;
  if (conversations === undefined) return null;
  // What turned out not to be decodable is not in the vault any more: the file outside is the only one.
  const gone = new Set(conversations.filter(({ sound }) => sound.phase === "none").map(({ id }) => id));
  const files = props.files.filter(({ conversationId }) => !gone.has(conversationId));
  const [first] = files;
  return first === undefined ? (
    <Text>{t("source.rejected")}</Text>
  ) : (
    <Ending {...props} files={files} first={first} />
  );
}

function Ending(props: SourceEndingProps & { readonly first: TakenFile }) {
  const { files, first, onEnded } = props;
  const { t } = useTranslation();
  const whereabouts = useRequest("whereabouts.read", { conversationId: first.conversationId });
  const conversationIds = files.map(({ conversationId }) => conversationId);
  const { origin, error, say } = useOrigin(conversationIds, whereabouts.data?.origin ?? null);
  const suggested = whereabouts.data?.origin === null ? props.origin : undefined;
  const sayOnce = useEffectEvent(say);
  useEffect(() => {
    if (suggested !== undefined) sayOnce(suggested);
  }, [suggested]);
  const places = whereabouts.data?.places ?? [];
  const { phase } = useSourceErasing(files).erasing;
  const isEnded = phase === "ended" || phase === "later";
  const tellEnded = useEffectEvent(() => onEnded?.());
  useEffect(() => {
    if (isEnded) tellEnded();
  }, [isEnded]);
  return (
    <Stack gap={16}>
      <OriginChoice origin={origin} count={files.length} onChange={say} />
      <ErrorNotice error={whereabouts.error ?? error} />
      {origin !== null && (
        <>
          <Divider color="var(--color-line)" />
          <EraseOffer files={files} origin={origin} />
        </>
      )}
      {origin !== null && isEnded && (
        <>
          <Divider color="var(--color-line)" />
          <section>
            <h3 className={classes.heading}>{t("whereabouts.title")}</h3>
            <Text my={8}>{t("whereabouts.text")}</Text>
            {files.length > 1 && (
              <Text mb={8} c="dimmed" size="sm">
                {t("whereabouts.several", { count: files.length })}
              </Text>
            )}
            <PlaceList
              conversationIds={conversationIds}
              // Which of several files are gone, their own lists know.
              places={files.length > 1 ? places.filter(({ place }) => place !== "file") : places}
            />
          </section>
        </>
      )}
    </Stack>
  );
}
