/** What to know of the figures: how the sample came about, and what the scheme is not made for. */
import { Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { shortness } from "../../../shared/domain/codedLength.ts";
import type { Coding } from "../../../shared/domain/coding.ts";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import { Notice } from "../../ui/Notice.tsx";
import { useLanguage } from "../../ui/useLanguage.ts";
import classes from "./summary.module.css";

/** What is special about this one; nothing where nothing is. */
export function SampleNotices(props: {
  readonly coding: Coding;
  readonly scheme: Scheme;
  readonly isHeld: boolean;
}) {
  const { coding, scheme, isHeld } = props;
  const { t } = useTranslation();
  const notices = [...(isHeld ? [t("summary.notices.hold")] : []), ...sampleNotices(t, scheme, coding)];
  if (notices.length === 0) return null;
  return (
    <Notice tone="warm" icon={IconInfoCircle}>
      {notices.map((notice) => (
        <Text key={notice}>{notice}</Text>
      ))}
    </Notice>
  );
}

/** What is true of every coding by this scheme, in small print. */
export function SchemeNotices({ scheme }: { readonly scheme: Scheme }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className={classes.quiet}>
      {[t("summary.notices.never"), ...(scheme.notices ?? []).map((labels) => labelIn(labels, language))].map(
        (notice) => (
          <p key={notice}>{notice}</p>
        ),
      )}
    </div>
  );
}

/** How the sample came about, in sentences. */
export function sampleNotices(t: TFunction, scheme: Scheme, coding: Coding): string[] {
  const { ratedFromMs, countedBelowMs } = scheme.sample;
  const minutes = (ms: number) => ({ minutes: ms / 60_000 });
  const short = shortness(scheme, coding);
  const lengthNotice =
    short === "counted"
      ? [t("summary.notices.countsOnly", minutes(countedBelowMs))]
      : short === "rated"
        ? [t("summary.notices.unsureRatings", minutes(ratedFromMs))]
        : [];
  return [
    ...(coding.sample.drawn === "chosen" ? [t("summary.notices.chosen")] : []),
    ...(coding.isFromSound ? [] : [t("summary.notices.noSound")]),
    ...(scheme.items.length === 0 ? [] : lengthNotice),
  ];
}
