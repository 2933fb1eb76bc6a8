/** Search over everything, and the commands of the frame, at Ctrl/Cmd+K. */
import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { matchingCommands } from "./commands.ts";
import { FoundHits } from "./FoundHits.tsx";
import classes from "./Search.module.css";

export function Search() {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const [settled] = useDebouncedValue(query.trim(), 150);
  const found = useRequest("search.everywhere", { text: settled }, { enabled: settled.length > 0 });
  const commands = matchingCommands(query, t);
  const isSought = query.trim() !== "";
  const hits = isSought ? (found.data ?? []) : [];
  const isWaiting = found.isFetching || settled !== query.trim();
  const isSearching = isSought && isWaiting && hits.length === 0;
  const isNothing = isSought && !isWaiting && found.error === null && hits.length === 0;

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
        {hits.map((conversation) => (
          <FoundHits key={conversation.conversationId} found={conversation} typed={settled} />
        ))}
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
        {isSearching ? <Spotlight.Empty role="status">{t("spotlight.searching")}</Spotlight.Empty> : null}
        {found.error === null || !isSought ? null : <ErrorNotice error={found.error} />}
        {isNothing ? (
          <Spotlight.Empty role="status">{t("spotlight.nothing", { words: settled })}</Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
      {isSought ? null : <p className={classes.hint}>{t("spotlight.hint")}</p>}
    </Spotlight.Root>
  );
}
