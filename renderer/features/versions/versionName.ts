/** What a version is called: by its name, or by what came after it. */
import { useTranslation } from "react-i18next";
import type { TranscriptVersion } from "../../../shared/domain/transcriptVersion.ts";

export function useVersionName(): (version: TranscriptVersion) => string {
  const { t } = useTranslation();
  return ({ name, reason }) => name ?? t(`versions.reason.${reason ?? "bulk"}`);
}
