/** What a person is doing in the library; kept while they look at a conversation. */
import { create } from "zustand";
import type { LibrarySort } from "./libraryView.ts";

interface LibraryState {
  readonly query: string;
  readonly sort: LibrarySort;
  setQuery(query: string): void;
  setSort(sort: LibrarySort): void;
}

export const useLibraryStore = create<LibraryState>((set) => ({
  query: "",
  sort: "newest",
  setQuery: (query) => set({ query }),
  setSort: (sort) => set({ sort }),
}));
