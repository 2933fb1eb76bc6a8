/** What the keys do in the walk; always in sight. */
import { useTranslation } from "react-i18next";
import { type KeyDeed, KeyList } from "../../ui/KeyList.tsx";
import classes from "./deidentify.module.css";
import type { WalkWord } from "./walkWords.ts";

export function WalkKeys(props: {
  readonly singleKeys: boolean;
  readonly canListen: boolean;
  readonly word: WalkWord | undefined;
}) {
  const { singleKeys, canListen, word } = props;
  const { t } = useTranslation();
  const stands = word !== undefined && word.places.length > 0;
  const listed: readonly KeyDeed[] = [
    [["←", "→"], t("deidentify.keys.word")],
    ...(word === undefined ? [] : ([[["↑", "↓"], t("deidentify.keys.place")]] as const)),
    ...(singleKeys && stands
      ? ([
          [["1"], t("deidentify.keys.replace")],
          [["2"], t("deidentify.leave")],
          [["3"], t("deidentify.later")],
          ...(word.places.length > 1 ? ([[["4"], t("deidentify.replaceHere")]] as const) : []),
        ] as const)
      : []),
    ...(singleKeys && word?.decision !== undefined ? ([[["5"], t("deidentify.keys.back")]] as const) : []),
    ...(singleKeys && stands ? ([[["E"], t("deidentify.keys.edit")]] as const) : []),
    ...(singleKeys && canListen && word !== undefined ? ([[["L"], t("deidentify.listen")]] as const) : []),
    ...(singleKeys && word !== undefined && !stands
      ? ([
          [["A", "S"], t("deidentify.keys.start")],
          [["D", "F"], t("deidentify.keys.end")],
        ] as const)
      : []),
    ...(singleKeys ? ([[["W"], t("deidentify.seek.label")]] as const) : []),
  ];
  return <KeyList deeds={listed} className={classes.keys} />;
}
