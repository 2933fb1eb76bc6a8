/** The frame around every screen of an open vault: navigation to the left, the screen to the right. */
import { IconLock, IconMessages, IconSettings, IconShieldCheck } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Session } from "../../../shared/domain/vaultSummary.ts";
import { startPreparations } from "../../audio/preparationStore.ts";
import { Kbd } from "../../ui/Kbd.tsx";
import { useKeyNames } from "../../ui/useKeyNames.ts";
import { followVault } from "../bringIn/lookThrough.ts";
import { followDraft } from "../conversation/draft.ts";
import { PassphraseOffer } from "../keys/PassphraseOffer.tsx";
import { Search } from "../spotlight/Search.tsx";
import { ClockDialog } from "../vaults/ClockDialog.tsx";
import { lockVault } from "../vaults/sessionStore.ts";
import { CurrentScreen } from "./CurrentScreen.tsx";
import classes from "./Frame.module.css";
import { NavItem } from "./NavItem.tsx";
import { openScreen, useRoute } from "./route.ts";
import { useAppearance } from "./useAppearance.ts";
import { useFrameKeys } from "./useFrameKeys.ts";
import { useIdleLock } from "./useIdleLock.ts";

/** `isAsleep`: the vault process is gone; everything stays as it is and waits for the passphrase. */
export interface FrameProps {
  readonly session: Session;
  readonly isAsleep: boolean;
}

export function Frame({ session, isAsleep }: FrameProps) {
  const { t } = useTranslation();
  const keys = useKeyNames();
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(route);
  useAppearance();
  useFrameKeys(!isAsleep);
  useIdleLock(!isAsleep);
  useEffect(() => (isAsleep ? undefined : startPreparations()), [isAsleep]);
  useEffect(() => followDraft(), []);
  useEffect(() => followVault(), []);

  // A new screen is read from its beginning, also by a screen reader.
  useEffect(() => {
    if (shown.current === route) return;
    shown.current = route;
    main.current?.focus();
  }, [route]);

  return (
    <div className={classes.frame} inert={isAsleep}>
      <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
        {t("nav.skip")}
      </button>
      <nav className={classes.navigation} aria-label={t("nav.main")}>
        <p className={classes.name}>{t("app.name")}</p>
        <ul className={classes.items}>
          <NavItem
            icon={<IconMessages size={20} stroke={1.6} />}
            label={t("nav.conversations")}
            current={["library", "review", "new-conversation", "bring-in"].includes(route.screen)}
            onSelect={() => openScreen({ screen: "library" })}
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
            onSelect={() => void lockVault()}
          />
        </ul>
      </nav>
      <main ref={main} tabIndex={-1} className={classes.main}>
        <CurrentScreen route={route} />
      </main>
      <Search />
      <ClockDialog session={session} />
      <PassphraseOffer session={session} />
    </div>
  );
}
