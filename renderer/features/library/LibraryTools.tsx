/** Search field and order of the library. */
import { Select, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./library.module.css";
import { useLibraryStore } from "./libraryStore.ts";
import { librarySorts } from "./libraryView.ts";

export function LibraryTools() {
  const { t } = useTranslation();
  const { query, sort, setQuery, setSort } = useLibraryStore();
  return (
    <>
      <TextInput
        type="search"
        className={classes.search ?? ""}
        aria-label={t("library.search")}
        placeholder={t("library.search")}
        leftSection={<IconSearch size={18} stroke={1.6} />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && setQuery("")}
      />
      <Select
        className={classes.sort ?? ""}
        aria-label={t("library.sort.label")}
        data={librarySorts.map((value) => ({ value, label: t(`library.sort.${value}`) }))}
        value={sort}
        onChange={(value) => setSort(librarySorts.find((known) => known === value) ?? "newest")}
      />
    </>
  );
}
