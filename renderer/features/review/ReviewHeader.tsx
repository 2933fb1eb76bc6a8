/** The head of the review: who and when, permission, erasure, and a menu for what is done seldom. */
import { ActionIcon, Menu } from "@mantine/core";
import {
  IconArchive,
  IconCalendarTime,
  IconCheck,
  IconDots,
  IconEarOff,
  IconFileCertificate,
  IconFileCheck,
  IconHandStop,
  IconHourglass,
  IconMicrophoneOff,
  IconTrash,
  IconUserOff,
  IconUserShare,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type ConversationDetail, soundLengthMs } from "../../../shared/domain/conversation.ts";
import { pageNow } from "../../api/pageClock.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { Chip } from "../../ui/Chip.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { WorkHeader } from "../../ui/WorkHeader.tsx";
import { openScreen } from "../frame/route.ts";
import { conversationChips, type RowChip } from "../library/conversationFacts.ts";
import { useChipText } from "../library/useFactText.ts";
import { RecordIntoItem } from "../record/RecordIntoItem.tsx";
import type { OpenDialog } from "./AboutDialogs.tsx";
import classes from "./ReviewHeader.module.css";

interface ReviewHeaderProps {
  readonly conversation: ConversationDetail;
  readonly onDialog: (dialog: OpenDialog) => void;
}

export function ReviewHeader({ conversation, onDialog }: ReviewHeaderProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const chipText = useChipText(conversation.zone);
  const { title, occasion, heldOn, sound, kind } = conversation;
  const durationMs = soundLengthMs(sound);
  // What nobody has listened to is said above the text.
  const chips = conversationChips(conversation, pageNow()).filter(({ about }) => about !== "machine-text");
  const facts = [
    format.date(heldOn, "long"),
    ...(durationMs === null ? [] : [format.duration(durationMs)]),
    t(`review.kind.${kind}`),
  ];
  return (
    <WorkHeader
      back={t("review.back")}
      onBack={() => openScreen({ screen: "library" })}
      title={occasion === "" ? title : `${title} · ${occasion}`}
      facts={facts}
    >
      <div className={classes.chips}>
        {chips.map((chip) => (
          <Chip key={chip.about} tone={toneOf(chip)} icon={iconOf(chip)}>
            {chipText(chip)}
          </Chip>
        ))}
      </div>
      <ReviewMenu conversation={conversation} onDialog={onDialog} />
    </WorkHeader>
  );
}

const tickBox = {
  width: 18,
  height: 18,
  marginInlineEnd: "var(--mantine-spacing-xs)",
  border: "1.5px solid var(--color-control-line)",
  borderRadius: 4,
};

function ReviewMenu({ conversation, onDialog }: ReviewHeaderProps) {
  const { t } = useTranslation();
  const update = useChange("conversation.update");
  const mayMarkPassages = useMayMarkPassages(conversation);
  const { id: conversationId, kind, recordWritten, hold } = conversation;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="default" className={classes.menu} aria-label={t("review.menu.label")}>
          <IconDots size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {kind === "client" ? (
          <>
            <Menu.CheckboxItem
              checked={recordWritten}
              checkIcon={<IconCheck size={15} stroke={2.2} />}
              // A box, ticked or empty, stands where the other items have their icons.
              styles={{ itemIndicator: tickBox }}
              closeMenuOnClick
              onChange={(isWritten) => update.mutate({ conversationId, recordWritten: isWritten })}
            >
              {t("review.menu.recordWritten")}
            </Menu.CheckboxItem>
            <Menu.Item leftSection={<IconFileCheck size={18} />} onClick={() => onDialog("permission")}>
              {t("review.menu.permission")}
            </Menu.Item>
            {mayMarkPassages ? (
              <Menu.Item leftSection={<IconMicrophoneOff size={18} />} onClick={() => onDialog("passages")}>
                {t("review.menu.passages")}
              </Menu.Item>
            ) : null}
            <Menu.Divider />
          </>
        ) : null}
        <RecordIntoItem conversation={conversation} />
        {kind === "published" ? null : (
          <>
            <Menu.Item leftSection={<IconCalendarTime size={18} />} onClick={() => onDialog("retention")}>
              {t("review.menu.retention")}
            </Menu.Item>
            <Menu.Item leftSection={<IconHandStop size={18} />} onClick={() => onDialog("hold")}>
              {hold === null ? t("review.menu.hold") : t("review.menu.holdOn")}
            </Menu.Item>
          </>
        )}
        {kind === "client" && conversation.present.length > 0 ? (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconUserShare size={18} />} onClick={() => onDialog("client")}>
              {t("review.menu.client")}
            </Menu.Item>
            <Menu.Item leftSection={<IconArchive size={18} />} onClick={() => onDialog("hand-over")}>
              {t("review.menu.handOver")}
            </Menu.Item>
          </>
        ) : null}
        <Menu.Divider />
        <Menu.Item leftSection={<IconTrash size={18} />} onClick={() => onDialog("erase")}>
          {t("review.menu.erase")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Whether permission was spoken, and there is sound in which it may be repeated. */
function useMayMarkPassages({ consent, sound, isSoundBeingErased, hold }: ConversationDetail): boolean {
  const consents = useRequest("consent.list", {}, { enabled: consent !== null }).data;
  const isSpoken = consents?.some(({ id, form }) => id === consent?.id && form === "spoken") ?? false;
  return isSpoken && sound.phase === "ready" && !isSoundBeingErased && hold === null;
}

function toneOf(chip: RowChip): "plain" | "accent" | "warm" {
  switch (chip.about) {
    case "consent-until":
      return chip.urgent ? "warm" : "accent";
    case "erasure":
      return chip.urgent ? "warm" : "plain";
    case "deidentified":
      return chip.state === "again" ? "warm" : "plain";
    case "hold":
    case "erasing":
    case "machine-text":
    case "consent-withdrawn":
      return "warm";
    case "example":
    case "kind":
    case "erased":
      return "plain";
  }
}

function iconOf(chip: RowChip) {
  switch (chip.about) {
    case "consent-until":
    case "consent-withdrawn":
      return <IconFileCheck />;
    case "erasing":
    case "erasure":
      return <IconHourglass />;
    case "deidentified":
      return <IconUserOff />;
    case "hold":
      return <IconHandStop />;
    case "machine-text":
      return <IconEarOff />;
    case "erased":
      return <IconFileCertificate />;
    case "example":
    case "kind":
      return undefined;
  }
}
