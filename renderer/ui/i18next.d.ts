/** Makes `t` know its keys: they are those of the Swedish texts. */
import "i18next";
import type sv from "../../shared/i18n/sv.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof sv };
    returnNull: false;
  }
}
