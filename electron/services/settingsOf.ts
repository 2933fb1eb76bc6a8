/** The settings of a vault as they are stored. */
import { z } from "zod";
import { newSettings, type Settings, settingsSchema } from "../../shared/domain/settings.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { findSetting } from "../vault/settingRepository.ts";

/** The settings; one that came with a later version of Lyhörd has its default until it is set. */
export function settingsOf({ db }: Pick<OpenVault, "db">): Settings {
  const stored = z.looseObject({}).parse(findSetting(db, "settings") ?? {});
  return settingsSchema.parse({ ...newSettings("sv", "adviser-client"), ...stored });
}
