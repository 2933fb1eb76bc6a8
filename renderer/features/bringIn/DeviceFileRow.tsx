/** One file on a device: its name, when it was recorded as the device says, how long it is, and whether it is known here. */
import { type MouseEvent, memo, useId } from "react";
import { useTranslation } from "react-i18next";
import type { DeviceFile } from "../../../shared/domain/device.ts";
import type { SourceId } from "../../../shared/domain/ids.ts";
import { adviceFor } from "../../ui/adviceFor.ts";
import { Chip } from "../../ui/Chip.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./bringIn.module.css";
import { type Finding, formatName, kindNow } from "./deviceRows.ts";
import type { ClockDoubt } from "./fileClock.ts";

/**
 * @param props.knownTitle - of the conversation the file is in already, or was
 * @param props.onChoose - with shift it stretches from the one chosen last
 */
export const DeviceFileRow = memo(function DeviceFileRow(props: {
  readonly file: DeviceFile;
  readonly finding: Finding | undefined;
  readonly doubt: ClockDoubt | undefined;
  readonly knownTitle: string | undefined;
  readonly isChosen: boolean;
  readonly onChoose: (sourceId: SourceId, isRange: boolean) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  const { file, finding, doubt, isChosen, onChoose } = props;
  const kind = kindNow(file, finding === undefined ? new Map() : new Map([[file.sourceId, finding]]));
  const isKept = file.known?.state === "kept";
  const canChoose = kind.phase === "readable" && !isKept;
  const Row = canChoose ? "label" : "div";
  const length = useLengthWords(finding);
  const facts = [
    ...(length === null ? [] : [length]),
    ...(kind.phase === "readable" ? [formatName(kind)] : []),
    format.size(file.sizeBytes),
    ...(file.folder === "" ? [] : [file.folder]),
  ];
  // A change of the box says nothing about shift: the click does, also the one that the space bar makes.
  const choose = (event: MouseEvent<HTMLInputElement>) => onChoose(file.sourceId, event.shiftKey);
  return (
    <li className={classes.file} data-muted={!canChoose || undefined}>
      <Row className={classes.fileLabel}>
        {canChoose ? (
          <input
            type="checkbox"
            className={classes.box}
            checked={isChosen}
            onClick={choose}
            onChange={() => undefined}
            aria-labelledby={`${id}-name`}
            aria-describedby={`${id}-facts`}
          />
        ) : (
          <span className={classes.noBox} />
        )}
        <span className={classes.fileWords}>
          <span id={`${id}-name`} className={classes.fileName}>
            {file.name}
          </span>
          <span id={`${id}-facts`} className={classes.facts}>
            {file.modifiedAt > 0 && (
              <span className={doubt === undefined ? undefined : classes.doubt}>
                {doubt === undefined
                  ? format.instant(file.modifiedAt)
                  : t("bringIn.clock.row", { date: format.instant(file.modifiedAt) })}
                {" · "}
              </span>
            )}
            {facts.join(" · ")}
          </span>
          {kind.phase === "problem" && (
            <span className={classes.problem}>
              {t(`error.${kind.error.code}.title`, { ...kind.error.detail })}{" "}
              <span className={classes.quiet}>{t(adviceFor(kind.error), { ...kind.error.detail })}</span>
            </span>
          )}
        </span>
        {kind.phase === "readable" && <KnownAs file={file} title={props.knownTitle} />}
      </Row>
    </li>
  );
});

/** "41 min", or "about 41 min"; `null` while it is not known. */
function useLengthWords(finding: Finding | undefined): string | null {
  const { t } = useTranslation();
  const format = useFormat();
  if (finding?.phase !== "length" || finding.durationMs === null) return null;
  const length = format.duration(finding.durationMs);
  return finding.isEstimate ? t("bringIn.list.about", { length }) : length;
}

/** "New", or since when it is here, or that it was. */
function KnownAs(props: { readonly file: DeviceFile; readonly title: string | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { known } = props.file;
  if (known === null) return <Chip tone="accent">{t("bringIn.state.new")}</Chip>;
  const date = format.date(known.importedOn, "day");
  return (
    <Chip>
      {props.title === undefined
        ? t(`bringIn.state.${known.state}`, { date })
        : t(`bringIn.state.${known.state}In`, { date, title: props.title })}
    </Chip>
  );
}
