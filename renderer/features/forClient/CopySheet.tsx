/** A copy for the client on paper, in the language chosen for it. */
import { useTranslation } from "react-i18next";
import type { ClientCopyDocument } from "../../../shared/domain/clientCopy.ts";
import { pageNow } from "../../api/pageClock.ts";
import { formatDate } from "../../ui/formatDate.ts";
import { formatPosition } from "../../ui/formatNumber.ts";
import { PrintSheet } from "../../ui/PrintSheet.tsx";

export function CopySheet({ document }: { readonly document: ClientCopyDocument }) {
  const { i18n } = useTranslation();
  const { language, speakers, transcript, notes, permission, accesses } = document;
  const t = i18n.getFixedT(language);
  const date = (iso: string) => formatDate(language, iso, "paper", pageNow());
  const time = (ms: number) => formatPosition(language, ms);
  return (
    <PrintSheet label={t("clientFile.pageTitle")}>
      <div lang={language}>
        <h1>{t("clientFile.pageTitle")}</h1>
        <p>{t("clientFile.heldOn", { date: date(document.heldOn) })}</p>
        <p>
          <small>{t("clientFile.madeOn", { date: date(document.madeOn) })}</small>
        </p>
        {transcript === null ? null : (
          <>
            <h2>{t("clientFile.transcript")}</h2>
            {document.notice === null ? null : <p>{document.notice}</p>}
            <table>
              <tbody>
                {transcript.map(({ startMs, speaker, name, text, leftOut }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never reordered
                  <tr key={index}>
                    <td>{time(startMs)}</td>
                    <td>
                      <strong>{name ?? speakers[speaker]}: </strong>
                      {text ??
                        t(leftOut === "permission" ? "clientFile.leftOutPermission" : "clientFile.leftOut")}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
        {notes === null ? null : (
          <>
            <h2>{t("clientFile.notes")}</h2>
            <table>
              <tbody>
                {notes.map(({ startMs, text }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <tr key={index}>
                    <td>{time(startMs)}</td>
                    <td>{text}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
        {permission === null ? null : (
          <>
            <h2>{t("clientFile.permission")}</h2>
            <dl>
              {[
                [t("clientFile.number"), String(permission.number)],
                [t("clientFile.purpose"), permission.purpose],
                [t("clientFile.audience"), permission.audience],
                [t("clientFile.given"), `${date(permission.givenOn)}, ${t(`clientFile.${permission.form}`)}`],
                [t("clientFile.until"), date(permission.lastOn)],
                [
                  t(permission.form === "spoken" ? "clientFile.notedWhere" : "clientFile.keptWhere"),
                  permission.keptWhere,
                ],
                ...(permission.others.length === 0
                  ? []
                  : [
                      [
                        t("clientFile.others"),
                        permission.others.map((role) => t(`clientFile.${role}`)).join(", "),
                      ],
                    ]),
                ...(permission.spoken === null
                  ? []
                  : [
                      [t("clientFile.askedBy"), permission.spoken.askedBy],
                      [t("clientFile.answered"), date(permission.spoken.askedOn)],
                      [t("clientFile.explained"), permission.spoken.wording.explained],
                      [t("clientFile.readAloud"), permission.spoken.wording.readAloud],
                    ]),
              ].map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
        {accesses === null ? null : (
          <>
            <h2>{t("clientFile.access")}</h2>
            <p>{t("clientFile.accessText")}</p>
            <ul>
              {accesses.map(({ on, what }) => (
                <li key={`${on} ${what}`}>
                  {date(on)}: {t(`clientFile.${what}`)}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </PrintSheet>
  );
}
