/** The summary on paper, or as a PDF: which figures, which utterances, one's own words. */
import { Button, Checkbox, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PrintedMoments } from "../../../shared/domain/codingExport.ts";
import type { CodingSummary } from "../../../shared/domain/codingSummary.ts";
import type { TargetId } from "../../../shared/domain/ids.ts";
import { call } from "../../api/call.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Made } from "../../ui/Made.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { PrintingSheet } from "../../ui/PrintingSheet.tsx";
import { flushAll } from "../frame/flush.ts";
import { allChoices, type Choice } from "./choice.ts";
import { hasWords } from "./hasWords.ts";
import type { SummaryProps } from "./OpenSummary.tsx";
import { SummarySheet } from "./SummarySheet.tsx";

const figureParts = ["chosen", "all", "none"] as const;
const momentParts = ["none", "codes", "text"] as const;

/** What goes on paper. */
interface Wanted {
  readonly figures: (typeof figureParts)[number];
  readonly moments: (typeof momentParts)[number];
  readonly ownWords: boolean;
}

type Making =
  | { readonly phase: "beginning" }
  | { readonly phase: "choosing"; readonly problem: unknown }
  | { readonly phase: "printing"; readonly moments: PrintedMoments; readonly targetId: TargetId | null }
  | { readonly phase: "made"; readonly made: "printed" | "saved" };

type PrintProps = SummaryProps & {
  readonly summary: CodingSummary;
  readonly chosen: readonly Choice[];
  readonly onClose: () => void;
};

/** Open for as long as it is mounted. */
export function SummaryPrintDialog(props: PrintProps) {
  const { coding, scheme, conversation, chosen, onClose } = props;
  const { t } = useTranslation();
  const [wanted, setWanted] = useState<Wanted>({
    figures: chosen.length === 0 ? "none" : "chosen",
    moments: "none",
    ownWords: false,
  });
  const [making, setMaking] = useState<Making>({ phase: "choosing", problem: null });
  const isBusy = making.phase === "beginning" || making.phase === "printing";
  const figures = { chosen, all: allChoices(scheme), none: [] }[wanted.figures];

  async function make(form: "paper" | "file") {
    const { figures: _, moments, ownWords } = wanted;
    try {
      if (figures.length === 0 && moments === "none" && !ownWords) return;
      setMaking({ phase: "beginning" });
      const targetId = form === "file" ? await choosePdf() : null;
      if (targetId === undefined) {
        setMaking({ phase: "choosing", problem: null });
        return;
      }
      await flushAll();
      const printed = await call("coding.paper", {
        codingId: coding.id,
        form,
        withMoments: moments !== "none",
        withText: moments === "text",
      });
      setMaking({ phase: "printing", moments: printed, targetId });
    } catch (problem) {
      setMaking({ phase: "choosing", problem });
    }
  }

  /** @returns `undefined` if the person cancelled */
  async function choosePdf(): Promise<TargetId | undefined> {
    const suggestedName = t("summary.export.fileName", { date: conversation.heldOn, ending: ".pdf" });
    return (await call("shell.chooseTarget", { purpose: "pdf", suggestedName }))?.targetId;
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("summary.print.title")}
      size="lg"
      closeOnEscape={!isBusy}
      closeOnClickOutside={false}
      withCloseButton={!isBusy}
    >
      {making.phase === "made" ? (
        <Made title={t(`summary.print.${making.made}`)} text={t("summary.print.made")} onClose={onClose} />
      ) : (
        <PrintFields
          {...props}
          wanted={wanted}
          isBusy={isBusy}
          isEmpty={figures.length === 0 && wanted.moments === "none" && !wanted.ownWords}
          problem={making.phase === "choosing" ? making.problem : null}
          onChange={setWanted}
          onMake={(form) => void make(form)}
        />
      )}
      {making.phase === "printing" ? (
        <PrintingSheet
          document={{ kind: "coding", codingId: coding.id }}
          targetId={making.targetId}
          onDone={(made) => setMaking({ phase: "made", made })}
          onCancelled={() => setMaking({ phase: "choosing", problem: null })}
          onFailed={(problem) => setMaking({ phase: "choosing", problem })}
        >
          <SummarySheet
            {...props}
            chosen={figures}
            withOwnWords={wanted.ownWords}
            withText={wanted.moments === "text"}
            moments={making.moments}
          />
        </PrintingSheet>
      ) : null}
    </Modal>
  );
}

function PrintFields(
  props: PrintProps & {
    readonly wanted: Wanted;
    readonly isBusy: boolean;
    readonly isEmpty: boolean;
    readonly problem: unknown;
    readonly onChange: (wanted: Wanted) => void;
    readonly onMake: (form: "paper" | "file") => void;
  },
) {
  const { coding, conversation, chosen, wanted, isBusy, isEmpty, problem, onChange, onMake, onClose } = props;
  const { t } = useTranslation();
  const figures = figureParts.filter((part) => part !== "chosen" || chosen.length > 0);
  const moments = momentParts.filter((part) => part !== "text" || hasWords(props));
  const hasOwnWords = coding.reflection !== null && coding.reflection.before + coding.reflection.after !== "";
  return (
    <Stack gap={20}>
      <Radio.Group
        label={t("summary.print.figures")}
        value={wanted.figures}
        onChange={(value) =>
          onChange({ ...wanted, figures: figureParts.find((part) => part === value) ?? "none" })
        }
      >
        <Stack gap={8} mt={6}>
          {figures.map((part, index) => (
            <Radio
              key={part}
              value={part}
              label={t(`summary.print.figuresOf.${part}`)}
              disabled={isBusy}
              data-autofocus={index === 0 || undefined}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Radio.Group
        label={t("summary.print.moments")}
        value={wanted.moments}
        onChange={(value) =>
          onChange({ ...wanted, moments: momentParts.find((part) => part === value) ?? "none" })
        }
      >
        <Stack gap={8} mt={6}>
          {moments.map((part) => (
            <Radio key={part} value={part} label={t(`summary.print.momentsOf.${part}`)} disabled={isBusy} />
          ))}
        </Stack>
      </Radio.Group>
      {hasOwnWords ? (
        <Checkbox
          label={t("summary.print.ownWords")}
          checked={wanted.ownWords}
          disabled={isBusy}
          onChange={(event) => onChange({ ...wanted, ownWords: event.currentTarget.checked })}
        />
      ) : null}
      <Notice tone="warm" icon={IconAlertTriangle}>
        <Text>{t("summary.print.outside")}</Text>
        {wanted.moments === "text" && conversation.deidentified !== "done" ? (
          <Text mt={6}>{t("summary.export.notDeidentified")}</Text>
        ) : null}
      </Notice>
      <ErrorNotice error={problem} />
      {isEmpty ? <Text role="status">{t("summary.print.nothing")}</Text> : null}
      <Group justify="flex-end" gap={8}>
        <Button onClick={onClose} disabled={isBusy}>
          {t("common.cancel")}
        </Button>
        <Button onClick={() => onMake("file")} disabled={isBusy || isEmpty}>
          {t("summary.print.pdf")}
        </Button>
        <Button variant="filled" onClick={() => onMake("paper")} loading={isBusy} disabled={isEmpty}>
          {t("summary.print.print")}
        </Button>
      </Group>
    </Stack>
  );
}
