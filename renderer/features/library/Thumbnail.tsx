/** The small waveform of a row: the practitioner above the midline, the client below. */
import type { SoundState } from "../../../shared/domain/conversation.ts";
import classes from "./library.module.css";
import { thumbnailHeight, thumbnailPath, thumbnailWidth } from "./thumbnailPath.ts";

/** Decoration: what it shows stands in words beside it. Dotted where there is no sound (any more), plain while it is being made. */
export function Thumbnail(props: {
  readonly thumbnail: Uint8Array | null;
  readonly phase: SoundState["phase"];
}) {
  const { thumbnail, phase } = props;
  const isWaiting = phase === "importing" || phase === "recording" || phase === "preparing";
  return (
    <svg
      className={classes.thumbnail}
      viewBox={`0 0 ${thumbnailWidth} ${thumbnailHeight}`}
      width={thumbnailWidth}
      height={thumbnailHeight}
      aria-hidden="true"
      focusable="false"
    >
      {thumbnail === null || phase === "erased" || phase === "none" ? (
        <path
          className={isWaiting ? classes.waiting : classes.dotted}
          d={`M0 ${thumbnailHeight / 2}H${thumbnailWidth}`}
        />
      ) : (
        <>
          <path className={classes.practitioner} d={thumbnailPath(thumbnail, "practitioner")} />
          <path className={classes.client} d={thumbnailPath(thumbnail, "client")} />
        </>
      )}
    </svg>
  );
}
