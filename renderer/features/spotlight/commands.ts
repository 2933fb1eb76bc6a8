/** What can be done from the search: the commands of the frame. */
import {
  type Icon,
  IconHelpCircle,
  IconLock,
  IconMessageCirclePlus,
  IconMessages,
  IconMicrophone,
  IconSettings,
  IconShieldCheck,
  IconStairsUp,
  IconStethoscope,
} from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { lockWhenSaved } from "../frame/lockWish.ts";
import { openScreen } from "../frame/route.ts";

/** A line in the search that does something. */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly Icon: Icon;
  readonly run: () => void;
}

/** The commands whose words hold every word typed, case apart; all of them for nothing typed. */
export function matchingCommands(query: string, t: TFunction): readonly Command[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return allCommands(t).filter((command) => {
    const label = command.label.toLocaleLowerCase();
    return words.every((word) => label.includes(word));
  });
}

function allCommands(t: TFunction): readonly Command[] {
  return [
    {
      id: "new",
      label: t("spotlight.newConversation"),
      Icon: IconMessageCirclePlus,
      run: () => openScreen({ screen: "new-conversation" }),
    },
    {
      id: "record",
      label: t("nav.record"),
      Icon: IconMicrophone,
      run: () => openScreen({ screen: "new-conversation", intent: "record" }),
    },
    {
      id: "library",
      label: t("nav.conversations"),
      Icon: IconMessages,
      run: () => openScreen({ screen: "library" }),
    },
    {
      id: "practice",
      label: t("nav.practice"),
      Icon: IconStairsUp,
      run: () => openScreen({ screen: "practice" }),
    },
    {
      id: "erasures",
      label: t("nav.erasures"),
      Icon: IconShieldCheck,
      run: () => openScreen({ screen: "erasures" }),
    },
    {
      id: "settings",
      label: t("nav.settings"),
      Icon: IconSettings,
      run: () => openScreen({ screen: "settings" }),
    },
    {
      id: "check",
      label: t("check.title"),
      Icon: IconStethoscope,
      run: () => openScreen({ screen: "check" }),
    },
    { id: "help", label: t("nav.help"), Icon: IconHelpCircle, run: () => openScreen({ screen: "help" }) },
    { id: "lock", label: t("nav.lock"), Icon: IconLock, run: () => void lockWhenSaved() },
  ];
}
