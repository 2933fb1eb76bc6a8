/** The text of a conversation on paper, its lines numbered. */
import type { PrintedSheet } from "../../../shared/domain/printedSheet.ts";
import { PrintSheet } from "../../ui/PrintSheet.tsx";
import classes from "./exchange.module.css";

export function TranscriptSheet({ sheet }: { readonly sheet: PrintedSheet }) {
  const { language, title, facts, notice, heads, lines } = sheet;
  const hasTimes = lines.some(({ time }) => time !== null);
  const hasSpeakers = lines.some(({ speaker }) => speaker !== null);
  return (
    <PrintSheet label={title}>
      <div lang={language}>
        <h1>{title}</h1>
        <p>{facts.join(" · ")}</p>
        {notice === null ? null : <p className={classes.sheetNotice}>{notice}</p>}
        <table>
          <thead>
            <tr>
              <th className={classes.sheetNumber}>{heads.line}</th>
              {hasTimes ? <th className={classes.sheetTime}>{heads.time}</th> : null}
              {hasSpeakers ? <th className={classes.sheetSpeaker}>{heads.speaker}</th> : null}
              <th>{heads.text}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ number, time, speaker, text }) => (
              <tr key={number}>
                <td className={classes.sheetNumber}>{number}</td>
                {hasTimes ? <td className={classes.sheetTime}>{time}</td> : null}
                {hasSpeakers ? (
                  <td className={classes.sheetSpeaker}>
                    <strong>{speaker}</strong>
                  </td>
                ) : null}
                <td>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </PrintSheet>
  );
}
