/** What was found in one conversation: its best hits, each leading to its moment, and a way to all of them. */
import { Spotlight } from "@mantine/spotlight";
import { useTranslation } from "react-i18next";
import type { FoundConversation, FoundPlace } from "../../../shared/domain/found.ts";
import { MarkedText } from "../../ui/MarkedText.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { useSpeakerWords } from "../../ui/useSpeakerWords.ts";
import { openScreen } from "../frame/route.ts";
import classes from "./Search.module.css";

export function FoundHits(props: { readonly found: FoundConversation; readonly typed: string }) {
  const { found, typed } = props;
  const { conversationId, title, occasion, heldOn, hits, hitCount, isAtLeast } = found;
  const { t } = useTranslation();
  const format = useFormat();
  const words = useSpeakerWords();
  const count = t(isAtLeast ? "spotlight.hitsAtLeast" : "spotlight.hits", { count: hitCount });
  const heading = [title, occasion, format.date(heldOn, "paper"), hitCount === 0 ? "" : count];
  const who = ({ speaker, speakerName }: FoundPlace) =>
    speakerName ?? (speaker === null ? t("spotlight.note") : words[speaker].name);
  return (
    <Spotlight.ActionsGroup label={heading.filter((part) => part !== "").join(" · ")}>
      {hits.map((hit) => (
        <Spotlight.Action
          key={`${hit.speaker ?? "note"} ${hit.startMs} ${hit.text}`}
          onClick={() => openScreen({ screen: "review", conversationId, atMs: hit.startMs })}
        >
          <span className={classes.hit}>
            <span className={classes.who}>{who(hit)}</span>
            <span className={classes.snippet}>
              <MarkedText text={hit.text} marks={hit.marks} />
            </span>
            <span className={classes.time}>{format.position(hit.startMs)}</span>
          </span>
        </Spotlight.Action>
      ))}
      {hits.length > 0 && hitCount <= hits.length && !isAtLeast ? null : (
        <Spotlight.Action
          label={hits.length === 0 ? t("spotlight.open", { title }) : t("spotlight.more")}
          onClick={() =>
            openScreen({ screen: "review", conversationId, ...(hits.length === 0 ? {} : { find: typed }) })
          }
        />
      )}
    </Spotlight.ActionsGroup>
  );
}
