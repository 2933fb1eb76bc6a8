/** Small round buttons that stand together: one of them may be pressed. */
import classes from "./Pills.module.css";

interface Pill {
  readonly key: string;
  readonly label: string;
  readonly isPressed: boolean;
  readonly onPress: () => void;
}

/** @param props.legend - what they are about; said, not shown */
export function Pills(props: { readonly legend: string; readonly pills: readonly Pill[] }) {
  return (
    <fieldset className={classes.pills}>
      <legend className="visually-hidden">{props.legend}</legend>
      {props.pills.map(({ key, label, isPressed, onPress }) => (
        <button key={key} type="button" className={classes.pill} aria-pressed={isPressed} onClick={onPress}>
          {label}
        </button>
      ))}
    </fieldset>
  );
}
