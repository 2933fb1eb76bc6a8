/** Coding schemes: the list, one to look at, or one that is being written. */
import { Page } from "../../ui/Page.tsx";
import { SchemeEditor } from "./SchemeEditor.tsx";
import { SchemeList } from "./SchemeList.tsx";
import { SchemeLook } from "./SchemeLook.tsx";
import { useSchemesDoing } from "./schemesStore.ts";

export function SchemesScreen() {
  const doing = useSchemesDoing();
  return (
    <Page narrow={doing.phase !== "editing"}>
      {doing.phase === "list" ? <SchemeList /> : null}
      {doing.phase === "looking" ? <SchemeLook schemeId={doing.schemeId} version={doing.version} /> : null}
      {doing.phase === "editing" ? <SchemeEditor editing={doing} /> : null}
    </Page>
  );
}
