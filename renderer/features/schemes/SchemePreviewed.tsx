/** What a file holds, before anything of it is kept. */
import { useTranslation } from "react-i18next";
import type { SchemePreview } from "../../../shared/domain/schemePreview.ts";
import classes from "./schemes.module.css";
import { useSchemeFacts } from "./useSchemeFacts.ts";
import { useWord } from "./useWord.ts";

/** A file that is no good may be so in hundreds of places. */
const mostFaults = 12;

export function SchemePreviewed({ preview }: { readonly preview: SchemePreview }) {
  const { t } = useTranslation();
  const word = useWord();
  const facts = useSchemeFacts();
  if (preview.phase === "faulty") {
    return (
      <div role="alert">
        <p>{t("schemes.import.faulty")}</p>
        <ul className={classes.faults}>
          {preview.faults.slice(0, mostFaults).map(({ kind, path }) => (
            <li key={`${kind} ${path.join(".")}`}>
              {t("schemes.import.at", { text: t(`schemes.fault.${kind}`), place: path.join(" › ") })}
            </li>
          ))}
        </ul>
      </div>
    );
  }
  const { scheme, outcome, notes, format } = preview;
  return (
    <div className={classes.preview} role="status">
      <h3 className={classes.name}>{word(scheme.title)}</h3>
      {format === "lyhord" ? <p>{word(scheme.about)}</p> : null}
      <p className={classes.quiet}>{facts(scheme)}</p>
      <ul className={classes.previewGroups}>
        {scheme.groups.map((group) => (
          <li key={group.id}>
            <b>{word(group.labels)}</b>
            {": "}
            {scheme.codes
              .filter(({ groupId }) => groupId === group.id)
              .map(({ labels }) => word(labels))
              .join(", ")}
          </li>
        ))}
        {scheme.items.length === 0 ? null : (
          <li>
            <b>{t("schemes.part.items")}</b>
            {": "}
            {scheme.items.map(({ labels }) => word(labels)).join(", ")}
          </li>
        )}
      </ul>
      <p>{t(`schemes.import.outcome.${outcome}`)}</p>
      {format === "refi-qda" ? <p>{t("schemes.import.then")}</p> : null}
      {notes.length === 0 ? null : (
        <div>
          <p>{t("schemes.import.left")}</p>
          <ul className={classes.faults}>
            {notes.map(({ kind, count }) => (
              <li key={kind}>{t(`schemes.import.note.${kind}`, { count })}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
