/** The short sign of a code, in the colour of who spoke; its name is read out. */
import type { Speaker } from "../../../shared/domain/segment.ts";
import classes from "./CodeSign.module.css";
import type { Sign } from "./codeSigns.ts";

export function CodeSign(props: {
  readonly sign: Sign;
  readonly speaker: Speaker;
  readonly isUncertain?: boolean;
  /** How it stands among what is around it. */
  readonly className?: string | undefined;
}) {
  const { sign, speaker, isUncertain = false, className = "" } = props;
  return (
    <span className={`${classes.sign} ${className}`} data-speaker={speaker} title={sign.name}>
      <span aria-hidden="true">{isUncertain ? `${sign.sign}?` : sign.sign}</span>
      <span className="visually-hidden">{sign.name}</span>
    </span>
  );
}
