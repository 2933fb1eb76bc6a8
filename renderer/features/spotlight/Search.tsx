/** Search over everything, and the commands of the frame, at Ctrl/Cmd+K. */
import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRequest } from "../../api/useRequest.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { openScreen } from "../frame/route.ts";
import { matchingCommands } from "./commands.ts";
import classes from "./Search.module.css";

export function Search() {
  const { t } = useTranslation();
  const format = useFormat();
  const [query, setQuery] = useState("");
  const [settled] = useDebouncedValue(query.trim(), 150);
  const found = useRequest("search.everywhere", { text: settled }, { enabled: settled.length > 0 });
  const commands = matchingCommands(query, t);
  const hits = query.trim() === "" ? [] : (found.data ?? []);
  const isNothing = commands.length === 0 && hits.length === 0 && !found.isFetching;

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight={420}
      radius="lg"
      shadow="md"
      attributes={{ content: { "aria-label": t("spotlight.title") } }}
      overlayProps={{ blur: 0 }}
      yOffset="12vh"
      centered={false}
      transitionProps={{ duration: 120 }}
    >
      <Spotlight.Search
        placeholder={t("spotlight.placeholder")}
        aria-label={t("spotlight.placeholder")}
        autoComplete="off"
        leftSection={<IconSearch size={20} stroke={1.6} />}
      />
      <Spotlight.ActionsList>
        {hits.length === 0 ? null : (
          <Spotlight.ActionsGroup label={t("spotlight.found")}>
            {hits.map((hit) => (
              <Spotlight.Action
                key={`${hit.conversationId} ${hit.startMs ?? "title"} ${hit.snippet}`}
                onClick={() =>
                  openScreen({
                    screen: "review",
                    conversationId: hit.conversationId,
                    ...(hit.startMs === null ? {} : { atMs: hit.startMs }),
                  })
                }
              >
                <span className={classes.hit}>
                  <span className={classes.title}>
                    {[hit.title, hit.occasion].filter((part) => part !== "").join(" · ")}
                  </span>
                  {hit.startMs === null ? null : (
                    <span className={classes.time}>{format.position(hit.startMs)}</span>
                  )}
                  <span className={classes.snippet}>{hit.snippet}</span>
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {commands.length === 0 ? null : (
          <Spotlight.ActionsGroup label={t("spotlight.commands")}>
            {commands.map((command) => (
              <Spotlight.Action
                key={command.id}
                label={command.label}
                leftSection={<command.Icon size={20} stroke={1.6} aria-hidden="true" />}
                onClick={command.run}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {isNothing ? <Spotlight.Empty>{t("spotlight.nothing")}</Spotlight.Empty> : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
