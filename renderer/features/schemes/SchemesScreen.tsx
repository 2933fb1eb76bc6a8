/** Coding schemes: the list, one to look at, or one that is being written. */
import { useEffect, useRef } from "react";
import { Page } from "../../ui/Page.tsx";
import { SchemeEditor } from "./SchemeEditor.tsx";
import { SchemeList } from "./SchemeList.tsx";
import { SchemeLook } from "./SchemeLook.tsx";
import { useSchemesDoing } from "./schemesStore.ts";

export function SchemesScreen() {
  const doing = useSchemesDoing();
  const top = useRef<HTMLDivElement>(null);
  const shown = useRef(doing.phase);

  // The list is read from its beginning, also by a screen reader; the others lead to their first control.
  useEffect(() => {
    if (shown.current === doing.phase) return;
    shown.current = doing.phase;
    if (doing.phase !== "list") return;
    top.current?.scrollIntoView({ block: "end" });
    top.current?.closest("main")?.focus();
  }, [doing.phase]);

  return (
    <Page narrow={doing.phase !== "editing"}>
      <div ref={top} />
      {doing.phase === "list" ? <SchemeList /> : null}
      {doing.phase === "looking" ? <SchemeLook schemeId={doing.schemeId} version={doing.version} /> : null}
      {doing.phase === "editing" ? <SchemeEditor editing={doing} /> : null}
    </Page>
  );
}
