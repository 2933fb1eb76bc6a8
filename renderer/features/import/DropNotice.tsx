/** Says why nothing was taken of what was dropped. */
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import type { DropProblem } from "./useFileDrop.ts";

/** Shows nothing for `null`. */
export function DropNotice({ problem }: { readonly problem: DropProblem | null }) {
  const { t } = useTranslation();
  if (problem === null) return null;
  if (problem.what === "failed") return <ErrorNotice error={problem.error} />;
  return (
    <Text role="alert" size="sm" c="var(--color-warm)">
      {t(`import.drop.${problem.what}`)}
    </Text>
  );
}
