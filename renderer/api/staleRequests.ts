/** Which answers are out of date after an event or a change: the one place that says so. */
import type { AppEvent, RequestName } from "../../shared/contract.ts";

/** The beginning of a query's key: a request, and its input where only one of them is meant. */
export type StaleKey = readonly [RequestName] | readonly [RequestName, Readonly<Record<string, unknown>>];

/** Lists what must be read again after an event; empty for those that change nothing kept. */
export function staleAfterEvent(event: AppEvent): readonly StaleKey[] {
  switch (event.name) {
    case "library.changed":
      return [
        ["conversation.list"],
        ["conversation.read"],
        ["today.list"],
        ["consent.list"],
        ["consent.nextNumber"],
        ["erasure.due"],
      ];
    case "conversation.changed":
      return [
        ["conversation.list"],
        ["conversation.read", event.payload],
        ["audio.open", event.payload],
        ["audio.peaks"],
        ["passage.list", event.payload],
        ...whatLeaves(event.payload),
        ["today.list"],
        ["erasure.due"],
      ];
    case "transcript.changed":
      return [
        ["transcript.read", event.payload],
        ["version.list", event.payload],
        ["coding.list", event.payload],
        ["coding.read"],
        ["agreement.overview"],
        ...whatLeaves(event.payload),
        ["conversation.read", event.payload],
        ["conversation.list"],
        ["today.list"],
      ];
    case "versions.changed":
      return [["version.list", event.payload]];
    case "notes.changed":
      return [["note.list", event.payload], ["conversation.list"], ...whatLeaves(event.payload)];
    case "passages.changed":
      return [["passage.list", event.payload], ...whatLeaves(event.payload)];
    case "deidentify.changed":
      return [
        ["deidentify.read", event.payload],
        ["version.list", event.payload],
        ["passage.list", event.payload],
        ...whatLeaves(event.payload),
      ];
    case "codings.changed":
      return [
        ["coding.list", event.payload],
        ["coding.read"],
        ["scheme.original"],
        ["conversation.list"],
        // What stays closed while somebody codes blind is not among the figures.
        ["practice.figures"],
        ...whatLeaves(event.payload),
      ];
    case "schemes.changed":
      return [["scheme.list"], ["scheme.read"], ["scheme.original"], ["practice.figures"]];
    case "practice.changed":
      return [["practice.read"], ["practice.figures"]];
    case "settings.changed":
      return [
        ["settings.read"],
        ["erasure.due"],
        ["today.list"],
        ["conversation.list"],
        // Schemes call people as the vault does.
        ["scheme.list"],
        ["scheme.read"],
        ["scheme.original"],
        ["practice.figures"],
      ];
    case "erasures.changed":
      return [
        ["erasure.due"],
        ["erasure.unfinished"],
        ["erasure.done"],
        ["today.list"],
        ["practice.figures"],
      ];
    case "copies.changed":
      return [["copies.list", event.payload], ...whatLeaves(event.payload)];
    case "whereabouts.changed":
      return [["whereabouts.read", event.payload], ["today.list"]];
    case "backups.changed":
      return [["backup.overview"], ["today.list"], ["copies.list"]];
    case "preparation.wanted":
      return [["preparation.list"]];
    case "recordings.changed":
      return [["recording.recovered"], ["today.list"]];
    case "vault.ended":
    case "vault.locking":
    case "lock.wanted":
    case "keys.progress":
    case "import.progress":
    case "device.progress":
    case "source.progress":
    case "handOver.progress":
    case "check.progress":
    case "backup.progress":
    case "restore.progress":
      return [];
  }
}

/** Lists what must be read again once a request of the page's own has succeeded. */
export function staleAfterChange(name: RequestName): readonly StaleKey[] {
  switch (name) {
    case "mandate.save":
      return [["mandate.read"]];
    case "consent.create":
    case "consent.issueCode":
    case "consent.withdraw":
      return [["consent.list"], ["consent.nextNumber"], ["conversation.list"], ["today.list"]];
    case "settings.update":
      return [["settings.read"]];
    case "keys.bindDevice":
    case "keys.changePassphrase":
      return [["keys.read"]];
    case "audit.export":
      return [["audit.list"]];
    case "shell.setLoginStart":
      return [["shell.loginStart"]];
    case "keys.reissueRecoveryCode":
    case "vault.recoveryCodeTyped":
      return [["today.list"]];
    case "vault.rename":
      return [["vault.session"]];
    case "clock.confirm":
      return [["vault.session"], ["erasure.due"], ["erasure.done"], ["conversation.list"], ["today.list"]];
    default:
      return [];
  }
}

/** What can be copied for the client, and whether what was handed over is still what is here. */
function whatLeaves(conversation: Readonly<Record<string, unknown>>): readonly StaleKey[] {
  return [
    ["clientCopy.offer", conversation],
    ["handOver.receipts", conversation],
  ];
}
