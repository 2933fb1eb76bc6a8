/** Keys and what they do, one pair each. */
import { Kbd } from "./Kbd.tsx";

/** Keys that belong together, and their deed. */
export type KeyDeed = readonly [keys: readonly string[], deed: string];

/** @param props.className - of the list; its pairs are `div`, `dt`, `dd` */
export function KeyList(props: {
  readonly deeds: readonly KeyDeed[];
  readonly className: string | undefined;
}) {
  const { deeds, className } = props;
  return (
    <dl className={className}>
      {deeds.map(([keys, deed]) => (
        <div key={deed}>
          <dt>
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </dt>
          <dd>{deed}</dd>
        </div>
      ))}
    </dl>
  );
}
