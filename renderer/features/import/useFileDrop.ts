/** Lets files be dropped anywhere while a screen is shown. */
import { useEffect, useEffectEvent, useState } from "react";
import type { OfferedSource } from "../../../shared/domain/offeredSource.ts";
import { offerFiles } from "../../api/offerFiles.ts";

/**
 * Hears files dropped on the page.
 *
 * @param onDrop - given what the shell has taken note of; nothing has been read yet
 * @param onFailure - given what went wrong instead
 * @returns whether files are being dragged over the page
 */
export function useFileDrop(
  onDrop: (sources: readonly OfferedSource[]) => void,
  onFailure: (failure: unknown) => void = () => undefined,
): boolean {
  const [isOver, setIsOver] = useState(false);
  const dropped = useEffectEvent((files: readonly File[]) => {
    offerFiles(files).then(onDrop, onFailure);
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
      if (!holdsFiles(event)) return;
      event.preventDefault();
      move(-depth);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) dropped(files);
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
  return isOver;
}

function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}
