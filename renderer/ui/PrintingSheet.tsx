/** A sheet that is printed, or saved as a PDF, once it is on the page. */
import { type ReactNode, useEffect, useRef } from "react";
import type { TargetId } from "../../shared/domain/ids.ts";
import type { PrintedDocument } from "../../shared/domain/printedDocument.ts";
import { call } from "../api/call.ts";
import { printDocument } from "../api/printing.ts";

interface PrintingSheetProps {
  readonly document: PrintedDocument;
  /** Where a PDF goes; `null` for the printer. */
  readonly targetId: TargetId | null;
  readonly onDone: (made: "printed" | "saved") => void;
  readonly onCancelled: () => void;
  readonly onFailed: (problem: unknown) => void;
  /** The sheet. */
  readonly children: ReactNode;
}

/** Sends once, for as long as it is mounted. */
export function PrintingSheet(props: PrintingSheetProps) {
  const latest = useRef(props);
  useEffect(() => {
    const { onDone, onCancelled, onFailed } = latest.current;
    send(latest.current).then(
      (outcome) => (outcome === "cancelled" ? onCancelled() : onDone(outcome)),
      onFailed,
    );
  }, []);
  return props.children;
}

async function send({ document, targetId }: PrintingSheetProps): Promise<"printed" | "saved" | "cancelled"> {
  if (targetId === null) return printDocument(document);
  await call("shell.savePdf", { document, targetId });
  return "saved";
}
