/** Hears the foot pedal while the review is on the screen. */
import { useEffect, useRef } from "react";
import { onPedal, openPedals } from "../pedal/pedals.ts";
import { createPedalKeys, type PedalPlace } from "./pedalKeys.ts";
import { isDialogOpen } from "./useReviewKeys.ts";

/** Listens if a pedal is used; a dialog has the pedals for itself. */
export function usePedalKeys(place: PedalPlace): void {
  const latest = useRef(place);
  useEffect(() => {
    latest.current = place;
  });
  const isUsed = place.footPedal !== "off";
  useEffect(() => {
    if (!isUsed) return;
    void openPedals();
    const pedals = createPedalKeys(
      () => latest.current,
      (periodMs, action) => {
        const timer = setInterval(action, periodMs);
        return () => clearInterval(timer);
      },
    );
    const forget = onPedal((step) => {
      if (!isDialogOpen()) pedals.step(step);
      else pedals.release();
    });
    return () => {
      forget();
      pedals.release();
    };
  }, [isUsed]);
}
