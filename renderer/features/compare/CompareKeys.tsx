/** What the keys do in the comparison. */
import { useTranslation } from "react-i18next";
import { type KeyDeed, KeyList } from "../../ui/KeyList.tsx";
import { useKeyNames } from "../../ui/useKeyNames.ts";
import { notCodedKey } from "./codePad.ts";
import classes from "./compare.module.css";

export function CompareKeys(props: {
  readonly canPlay: boolean;
  readonly canDecide: boolean;
  readonly canUndo: boolean;
}) {
  const { canPlay, canDecide, canUndo } = props;
  const { t } = useTranslation();
  const names = useKeyNames();
  const shown: readonly KeyDeed[] = [
    [["↑", "↓"], t("compare.keys.place")],
    ...(canPlay ? [[[names.space], t("compare.keys.play")] as const] : []),
    ...(canDecide
      ? [
          [["1", "…"], t("compare.keys.decide")] as const,
          [[notCodedKey.toUpperCase()], t("compare.notCoded")] as const,
        ]
      : []),
    ...(canUndo ? [[[`${names.mod} Z`], t("compare.keys.undo")] as const] : []),
  ];
  return (
    <footer className={classes.legend}>
      <KeyList deeds={shown} className={classes.keys} />
    </footer>
  );
}
