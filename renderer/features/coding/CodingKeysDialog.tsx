/** All keys of the coding. */
import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type KeyDeed, KeyList } from "../../ui/KeyList.tsx";
import { useKeyNames } from "../../ui/useKeyNames.ts";
import classes from "./Coding.module.css";

export function CodingKeysDialog(props: {
  readonly opened: boolean;
  readonly byMoment: boolean;
  readonly onClose: () => void;
}) {
  const { opened, byMoment, onClose } = props;
  const { t } = useTranslation();
  const names = useKeyNames();
  const shown: readonly KeyDeed[] = [
    [["↑", "↓"], t("coding.keys.move")],
    [[names.space], t("coding.keys.play")],
    [[`${names.shift} ${names.space}`], t("coding.keys.playOn")],
    [["<", ">"], t("coding.keys.speed")],
    [["1", "…"], t("coding.keys.code")],
    [["X"], t("coding.pad.notCoded")],
    [["?"], t("coding.keys.uncertain")],
    [[names.enter], t("coding.keys.next")],
    ...(byMoment
      ? ([
          [["K", "L"], t("coding.keys.speaks")],
          [[",", "."], t("coding.keys.nudge")],
          [["Delete"], t("coding.pad.remove")],
        ] as const)
      : ([
          [["/"], t("coding.keys.split")],
          [["+"], t("coding.keys.join")],
        ] as const)),
    [["M"], t("coding.keys.facilitative")],
    [["P"], t("coding.keys.permission")],
    [["F"], t("coding.keys.formal")],
    [["E"], t("coding.keys.evidence")],
    [["U", `${names.mod} Z`], t("review.keys.undo")],
    [[`${names.mod} Y`], t("coding.keys.redo")],
  ];
  return (
    <Modal opened={opened} onClose={onClose} title={t("coding.keys.title")}>
      <KeyList deeds={shown} className={classes.keys} />
    </Modal>
  );
}
