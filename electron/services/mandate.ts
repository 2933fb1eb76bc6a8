/** The mandate card, asked for once before the first client conversation. */
import type { Mandate } from "../../shared/domain/mandate.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { findMandate, saveMandate as saveRow } from "../vault/mandateRepository.ts";
import type { ServiceContext } from "./context.ts";

/** The card. @returns `null` until it is filled in */
export function readMandate({ vault }: ServiceContext): Mandate | null {
  return findMandate(vault.db) ?? null;
}

/** Saves the card; who decided what stands in it, and the log says only when it changed. */
export function saveMandate(context: ServiceContext, mandate: Mandate): void {
  const { vault } = context;
  vault.db
    .transaction(() => {
      saveRow(vault.db, mandate);
      appendAudit(vault.db, {
        at: vault.clock.now(),
        event: "mandate",
        detail: { erasure: mandate.erasure.basis },
      });
    })
    .immediate();
  context.emit({ name: "settings.changed", payload: {} });
}
