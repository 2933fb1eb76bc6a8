/** Facts in two columns: what, and what it is. */
import classes from "./erasure.module.css";

/** A name and its value, both in words. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ name, value }, index) => (
        // Facts have no identity beyond their place; two participants may share a name.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={index} className={classes.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
