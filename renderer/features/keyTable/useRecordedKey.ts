/** Waits for a key to be pressed, on the keyboard or with a foot. */
import { useEffect, useRef } from "react";
import type { KeyCombo } from "../../../shared/domain/keyTable.ts";
import { isMac } from "../../ui/useKeyNames.ts";
import { onPedal } from "../pedal/pedals.ts";
import { comboOf } from "../review/keyCombo.ts";

/** @param props.onEnd - Escape, or Tab, which moves the focus as always */
export function useRecordedKey(props: {
  readonly isWaiting: boolean;
  readonly onKey: (combo: KeyCombo) => void;
  readonly onEnd: () => void;
}): void {
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const { isWaiting } = props;
  useEffect(() => {
    if (!isWaiting) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Tab") return latest.current.onEnd();
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Escape") return latest.current.onEnd();
      const combo = comboOf(event, isMac());
      if (combo !== undefined && !event.repeat) latest.current.onKey(combo);
    };
    window.addEventListener("keydown", onKeyDown, { capture: true });
    const forgetPedal = onPedal(({ pedal, isDown }) => {
      if (isDown) latest.current.onKey(`Pedal${pedal}`);
    });
    return () => {
      window.removeEventListener("keydown", onKeyDown, { capture: true });
      forgetPedal();
    };
  }, [isWaiting]);
}
