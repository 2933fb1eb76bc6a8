/** The settings of a vault. */
import type { ParsedInput } from "../../shared/contract.ts";
import { type Settings, settingsSchema } from "../../shared/domain/settings.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { upsertSetting } from "../vault/settingRepository.ts";
import type { ServiceContext } from "./context.ts";
import { settingsOf } from "./settingsOf.ts";
import { sweepDueErasures } from "./sweep.ts";

/** The settings, for the page. */
export function readSettings({ vault }: ServiceContext): Settings {
  return settingsOf(vault);
}

/**
 * Changes some settings. New periods are for new conversations: what was promised about the others stays.
 *
 * @returns the settings as they are now
 */
export function updateSettings(context: ServiceContext, change: ParsedInput<"settings.update">): Settings {
  const { vault } = context;
  const settings = vault.db
    .transaction(() => {
      const changed = settingsSchema.parse({ ...settingsOf(vault), ...withoutUndefined(change) });
      upsertSetting(vault.db, "settings", changed);
      const rules = {
        ...(change.retention === undefined ? {} : changed.retention),
        ...(change.auditMonths === undefined ? {} : { auditMonths: changed.auditMonths }),
      };
      if (Object.keys(rules).length > 0)
        appendAudit(vault.db, { at: vault.clock.now(), event: "settings", detail: rules });
      return changed;
    })
    .immediate();
  context.emit({ name: "settings.changed", payload: {} });
  sweepDueErasures(context);
  return settings;
}

function withoutUndefined(change: ParsedInput<"settings.update">): Partial<Settings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
