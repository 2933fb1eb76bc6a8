/** The navigation at the left: what a vault offers, what keeps it, and the lock. */
import {
  IconLock,
  IconMessages,
  IconMicrophone,
  IconSettings,
  IconShieldCheck,
  IconStairsUp,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Kbd } from "../../ui/Kbd.tsx";
import { useKeyNames } from "../../ui/useKeyNames.ts";
import classes from "./Frame.module.css";
import { lockWhenSaved } from "./lockWish.ts";
import { NavItem } from "./NavItem.tsx";
import { openScreen, type Route } from "./route.ts";

/** Where one is among conversations. */
const conversationScreens: ReadonlySet<Route["screen"]> = new Set([
  "library",
  "review",
  "coding",
  "coding-summary",
  "compare-codings",
  "new-conversation",
  "bring-in",
]);

export function Navigation({ route }: { readonly route: Route }) {
  const { t } = useTranslation();
  const keys = useKeyNames();
  const isToRecord =
    route.screen === "record" || (route.screen === "new-conversation" && route.intent === "record");
  return (
    <nav className={classes.navigation} aria-label={t("nav.main")}>
      <p className={classes.name}>{t("app.name")}</p>
      <ul className={classes.items}>
        <NavItem
          icon={<IconMicrophone size={20} stroke={1.6} />}
          label={t("nav.record")}
          current={isToRecord}
          onSelect={() => openScreen({ screen: "new-conversation", intent: "record" })}
        />
        <NavItem
          icon={<IconMessages size={20} stroke={1.6} />}
          label={t("nav.conversations")}
          current={!isToRecord && conversationScreens.has(route.screen)}
          onSelect={() => openScreen({ screen: "library" })}
        />
        <NavItem
          icon={<IconStairsUp size={20} stroke={1.6} />}
          label={t("nav.practice")}
          current={route.screen === "practice"}
          onSelect={() => openScreen({ screen: "practice" })}
        />
      </ul>
      <ul className={classes.items}>
        <NavItem
          icon={<IconShieldCheck size={20} stroke={1.6} />}
          label={t("nav.erasures")}
          current={route.screen === "erasures"}
          onSelect={() => openScreen({ screen: "erasures" })}
        />
        <NavItem
          icon={<IconSettings size={20} stroke={1.6} />}
          label={t("nav.settings")}
          current={["settings", "check", "help", "move-vault"].includes(route.screen)}
          onSelect={() => openScreen({ screen: "settings" })}
        />
        <NavItem
          icon={<IconLock size={20} stroke={1.6} />}
          label={t("nav.lock")}
          hint={<Kbd>{`${keys.mod} L`}</Kbd>}
          current={false}
          onSelect={() => void lockWhenSaved()}
        />
      </ul>
    </nav>
  );
}
