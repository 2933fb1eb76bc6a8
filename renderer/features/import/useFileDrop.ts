/** Lets a file, or several where a screen takes them, be dropped anywhere while the screen is shown. */
import { useEffect, useEffectEvent, useState } from "react";
import type { OfferedSource } from "../../../shared/domain/offeredSource.ts";
import { offerFiles } from "../../api/offerFiles.ts";

/** Why nothing was taken of what was dropped. */
export type DropProblem =
  | { readonly what: "several" }
  | { readonly what: "folder" }
  | { readonly what: "failed"; readonly error: unknown };

/** What is being dragged or was dropped last. */
export interface FileDrop {
  /** Files are being dragged over the page. */
  readonly isOver: boolean;
  /** `null` once a file was dropped that could be taken. */
  readonly problem: DropProblem | null;
}

/**
 * Hears a file dropped on the page; of a folder, or of several files where one is wanted, none is taken.
 *
 * @param onDrop - given what the shell has taken note of; nothing has been read yet
 * @param onSeveral - takes more than one
 */
export function useFileDrop(
  onDrop: (source: OfferedSource) => void,
  onSeveral?: (sources: readonly OfferedSource[]) => void,
): FileDrop {
  const [isOver, setIsOver] = useState(false);
  const [problem, setProblem] = useState<DropProblem | null>(null);
  const dropped = useEffectEvent((transfer: DataTransfer) => {
    const files = [...transfer.files];
    if (files.length === 0) return;
    if (files.length > 1 && onSeveral === undefined) return setProblem({ what: "several" });
    if (isFolder(transfer)) return setProblem({ what: "folder" });
    setProblem(null);
    offerFiles(files).then(
      (sources) => {
        const [source] = sources;
        if (sources.length > 1) onSeveral?.(sources);
        else if (source) onDrop(source);
      },
      (error: unknown) => setProblem({ what: "failed", error }),
    );
  });

  useEffect(() => {
    let depth = 0;
    const move = (by: number) => {
      depth = Math.max(0, depth + by);
      setIsOver(depth > 0);
    };
    const enter = (event: DragEvent) => holdsFiles(event) && move(1);
    const leave = (event: DragEvent) => holdsFiles(event) && move(-1);
    const over = (event: DragEvent) => holdsFiles(event) && event.preventDefault();
    const drop = (event: DragEvent) => {
      if (event.dataTransfer === null || !holdsFiles(event)) return;
      event.preventDefault();
      move(-depth);
      dropped(event.dataTransfer);
    };
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragleave", leave);
    window.addEventListener("dragover", over);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("dragover", over);
      window.removeEventListener("drop", drop);
    };
  }, []);
  return { isOver, problem };
}

function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/** Can only be asked while the drop is being heard. */
function isFolder({ items }: DataTransfer): boolean {
  return [...items].some((item) => item.webkitGetAsEntry()?.isDirectory ?? false);
}
