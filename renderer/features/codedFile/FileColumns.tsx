/** What each column of a table was taken for; where it was taken wrongly, the person says what it holds. */
import { Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CodedFilePreview } from "../../../shared/domain/codedFilePreview.ts";
import { type ColumnMeaning, columnMeanings } from "../../../shared/formats/codedColumns.ts";
import classes from "./CodedFile.module.css";
import { withMeaning } from "./codedFileForm.ts";

interface ColumnsProps {
  readonly preview: CodedFilePreview;
  readonly onColumns: (columns: readonly ColumnMeaning[]) => void;
}

/** Unfolded at first where the file leaves doubt. */
export function FileColumns({ preview, onColumns }: ColumnsProps) {
  const { t } = useTranslation();
  const { columns, hasCodes, warnings } = preview;
  const [isOpen, setOpen] = useState(
    () => !hasCodes || warnings.some(({ code }) => code === "guessed-columns"),
  );
  if (columns.length === 0) return null;
  return (
    <details
      className={classes.columns}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{t("codedFile.columns")}</summary>
      <p className={classes.quiet}>{t("codedFile.columnsAbout")}</p>
      {columns.map(({ column, heading, example, meaning }) => {
        const name = heading === "" ? t("codedFile.columnNumber", { number: column + 1 }) : heading;
        return (
          <div key={column} className={classes.row}>
            <span className={classes.name}>
              {name}{" "}
              {example === "" ? null : (
                <span className={classes.quiet}>{t("codedFile.columnExample", { example })}</span>
              )}
            </span>
            <Select
              aria-label={t("codedFile.columnHolds", { name })}
              data={columnMeanings
                .filter((value) => value !== "mark" || heading !== "")
                .map((value) => ({ value, label: t(`codedFile.columnMeaning.${value}`) }))}
              value={meaning}
              allowDeselect={false}
              onChange={(value) => {
                if (value !== null) onColumns(withMeaning(columns, column, value));
              }}
            />
          </div>
        );
      })}
    </details>
  );
}
