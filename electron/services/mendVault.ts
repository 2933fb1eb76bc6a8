/** Putting right what a check has found, where that touches nothing of the content. */
import type { CheckDeed } from "../../shared/domain/vaultCheck.ts";
import { destroyFile } from "../audio/destroyFile.ts";
import { thisComputer } from "../ports/computer.ts";
import { writeAuditHead } from "../vault/auditHeadFile.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { writeSchedule } from "../vault/schedule.ts";
import { filesOfVault, leftoverFiles } from "./checkFolder.ts";
import type { ServiceContext } from "./context.ts";
import { sweepStrays } from "./orphans.ts";

/** Does one thing; it is in the log before. May be called again. */
export function mendVault(context: ServiceContext, { deed }: { readonly deed: CheckDeed }): void {
  const { vault, files } = context;
  vault.db
    .transaction(() => appendAudit(vault.db, { at: vault.clock.now(), event: "check", detail: { deed } }))
    .immediate();
  switch (deed) {
    case "rebuild-schedule":
      writeSchedule(vault);
      break;
    case "keep-log":
      writeAuditHead(vault);
      break;
    case "write-header":
      vault.updateHeader({});
      break;
    case "close-to-others":
      for (const file of filesOfVault(context)) {
        if (thisComputer.isOpenToOthers(file)) thisComputer.closeToOthers(file);
      }
      break;
    case "remove-orphans":
      sweepStrays(context);
      break;
    case "remove-leftovers":
      for (const file of leftoverFiles(context)) destroyFile(files, file);
  }
}
