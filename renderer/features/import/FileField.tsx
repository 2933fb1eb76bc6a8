/** Where a file is chosen or dropped. */
import { Button, Group, Text } from "@mantine/core";
import { IconFileMusic, IconFileText } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { OfferedSource } from "../../../shared/domain/offeredSource.ts";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./import.module.css";

/**
 * Shows the file, or asks for one; dropping is heard by the screen (useFileDrop.ts).
 *
 * @param props.isOver - a file is being dragged over the page
 */
export function FileField(props: {
  readonly purpose: "audio" | "transcript" | "coding";
  readonly source: OfferedSource | null;
  readonly isOver: boolean;
  readonly onChoose: (source: OfferedSource) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const chooseFiles = useChange("shell.chooseFiles");
  const Icon = props.purpose === "audio" ? IconFileMusic : IconFileText;
  const choose = () =>
    chooseFiles.mutate(
      { purpose: props.purpose },
      {
        onSuccess: ([source]) => {
          if (source) props.onChoose(source);
        },
      },
    );
  return (
    <div className={classes.field} data-over={props.isOver || undefined}>
      <Group gap={12} wrap="nowrap">
        <Icon size={20} stroke={1.6} aria-hidden="true" />
        {props.source === null ? (
          <Text>{t(`import.drop.${props.purpose}`)}</Text>
        ) : (
          <Text className={classes.fileName}>
            {t("import.file", { name: props.source.name, size: format.size(props.source.sizeBytes) })}
          </Text>
        )}
        <Button onClick={choose} ml="auto" className={classes.choose}>
          {t(props.source === null ? `import.choose.${props.purpose}` : "import.chooseAnother")}
        </Button>
      </Group>
      <ErrorNotice error={chooseFiles.error} />
    </div>
  );
}
