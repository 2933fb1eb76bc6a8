/** A text for spoken permission: what is said before the recording, and what is read aloud on it. */
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { ShownWording } from "../../../shared/domain/spokenPermission.ts";
import classes from "./spoken.module.css";

export function WordingText({ wording }: { readonly wording: ShownWording }) {
  const { t } = useTranslation();
  const beforeId = useId();
  const onTapeId = useId();
  return (
    <div className={classes.wording}>
      <section aria-labelledby={beforeId}>
        <h3 id={beforeId}>{t("spoken.wording.before")}</h3>
        {wording.explained.split("\n").map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </section>
      <section aria-labelledby={onTapeId} data-part="on-tape">
        <h3 id={onTapeId}>{t("spoken.wording.onTape")}</h3>
        {wording.readAloud.split("\n").map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </section>
    </div>
  );
}
