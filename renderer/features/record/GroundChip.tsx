/** What the recording rests on; a number, never a name. */
import { useTranslation } from "react-i18next";
import { Chip } from "../../ui/Chip.tsx";
import type { RecordingGround } from "./recorder.ts";

export function GroundChip({ ground }: { readonly ground: RecordingGround }) {
  const { t } = useTranslation();
  if (ground.kind !== "client") return <Chip tone="accent">{t(`recording.ground.${ground.kind}`)}</Chip>;
  return <Chip tone="accent">{t(`recording.ground.${ground.form}`, { number: ground.number })}</Chip>;
}
