/** What to know before any figure: how the sample came about, and what the scheme is not made for. */
import { Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Coding } from "../../../shared/domain/coding.ts";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import type { Language } from "../../../shared/domain/settings.ts";
import { Notice } from "../../ui/Notice.tsx";
import { useLanguage } from "../../ui/useLanguage.ts";

export function SampleNotices(props: {
  readonly coding: Coding;
  readonly scheme: Scheme;
  readonly isHeld: boolean;
}) {
  const { coding, scheme, isHeld } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const notices = [
    ...(isHeld ? [t("summary.notices.hold")] : []),
    ...sampleNotices(t, language, scheme, coding),
  ];
  return (
    <Notice tone="warm" icon={IconInfoCircle}>
      {notices.map((notice) => (
        <Text key={notice}>{notice}</Text>
      ))}
    </Notice>
  );
}

/** The sentences, on the screen and on paper. */
export function sampleNotices(t: TFunction, language: Language, scheme: Scheme, coding: Coding): string[] {
  const { drawn, startMs, endMs } = coding.sample;
  const { ratedFromMs, countedBelowMs } = scheme.sample;
  const lengthMs = endMs - startMs;
  const minutes = (ms: number) => ({ minutes: ms / 60_000 });
  const lengthNotice =
    lengthMs < countedBelowMs
      ? [t("summary.notices.countsOnly", minutes(countedBelowMs))]
      : lengthMs < ratedFromMs
        ? [t("summary.notices.unsureRatings", minutes(ratedFromMs))]
        : [];
  return [
    ...(drawn === "chosen" ? [t("summary.notices.chosen")] : []),
    ...(coding.isFromSound ? [] : [t("summary.notices.noSound")]),
    ...(scheme.items.length === 0 ? [] : lengthNotice),
    ...(scheme.notices ?? []).map((labels) => labelIn(labels, language)),
    t("summary.notices.never"),
  ];
}
