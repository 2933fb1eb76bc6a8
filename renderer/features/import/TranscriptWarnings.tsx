/** What looked odd in a transcript file, with its lines. */
import { List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { TranscriptPreview } from "../../../shared/domain/transcriptPreview.ts";
import { groupWarnings } from "./transcriptMapping.ts";

/** How many line numbers are named before "and n more". */
const namedLines = 5;

/** Nothing where there are no warnings. */
export function TranscriptWarnings({ warnings }: { readonly warnings: TranscriptPreview["warnings"] }) {
  const { t, i18n } = useTranslation();
  if (warnings.length === 0) return null;
  return (
    <div role="note">
      <Text fw={600}>{t("transcriptImport.warnings", { count: warnings.length })}</Text>
      <List size="sm" mt={4}>
        {groupWarnings(warnings).map(({ code, lines }) => {
          const [line = 1, ...others] = lines;
          const key = `transcript.warning.${code}`;
          const text = i18n.exists(key)
            ? i18n.t(key as never, { line })
            : t("transcriptImport.oddLine", { line });
          const named = others.slice(0, namedLines).join(", ");
          const more = others.length - namedLines;
          return (
            <List.Item key={code}>
              {text}{" "}
              {others.length > 0 && (
                <Text span c="dimmed">
                  {more > 0
                    ? t("transcriptImport.alsoLinesAndMore", { lines: named, count: more })
                    : t("transcriptImport.alsoLines", { lines: named, count: others.length })}
                </Text>
              )}
            </List.Item>
          );
        })}
      </List>
    </div>
  );
}
