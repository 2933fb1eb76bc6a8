/** What one is doing with schemes; what is written lies here, so that neither another screen nor a failure loses it. */
import { create } from "zustand";
import type { SchemeId } from "../../../shared/domain/scheme.ts";
import { emptyDraft, type SchemeDraft } from "../../../shared/domain/schemeDraft.ts";

/** `schemeId: null`: it has not been saved yet. `begun`: as it was before anything was written. */
export interface SchemeEditing {
  readonly phase: "editing";
  readonly schemeId: SchemeId | null;
  readonly version: number;
  readonly begun: SchemeDraft;
  readonly draft: SchemeDraft;
}

export type SchemesDoing =
  | { readonly phase: "list" }
  | { readonly phase: "looking"; readonly schemeId: SchemeId; readonly version: number }
  | SchemeEditing;

interface SchemesState {
  readonly doing: SchemesDoing;
}

const useStore = create<SchemesState>()(() => ({ doing: { phase: "list" } }));

/** What is being done now. */
export function schemesDoing(): SchemesDoing {
  return useStore.getState().doing;
}

/** Goes on writing where one left off before a lock; what has been begun since comes first. */
export function goOnWithScheme(editing: SchemeEditing): void {
  useStore.setState(({ doing }) => (doing.phase === "editing" ? { doing } : { doing: editing }));
}

export function useSchemesDoing(): SchemesDoing {
  return useStore(({ doing }) => doing);
}

export function showSchemes(): void {
  useStore.setState({ doing: { phase: "list" } });
}

export function lookAtScheme(schemeId: SchemeId, version: number): void {
  useStore.setState({ doing: { phase: "looking", schemeId, version } });
}

/** Begins to write; without a scheme a new one. */
export function editScheme(
  scheme: { readonly schemeId: SchemeId; readonly version: number; readonly content: SchemeDraft } | null,
): void {
  const begun = scheme?.content ?? emptyDraft;
  useStore.setState({
    doing: {
      phase: "editing",
      schemeId: scheme?.schemeId ?? null,
      version: scheme?.version ?? 0,
      begun,
      draft: begun,
    },
  });
}

/** Takes over what was written; does nothing while nothing is written. */
export function writeScheme(draft: SchemeDraft): void {
  useStore.setState(({ doing }) => (doing.phase === "editing" ? { doing: { ...doing, draft } } : { doing }));
}
