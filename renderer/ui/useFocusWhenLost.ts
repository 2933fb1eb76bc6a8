/** Leads the keys on where what had them is gone: after something is finished or removed, nobody starts at the top again. */
import { type RefObject, useEffect, useRef } from "react";

/**
 * Gives an element the focus when `changing` changes and nothing has it.
 *
 * @returns for the element, which needs `tabIndex={-1}` unless it takes the focus by itself
 */
export function useFocusWhenLost<Kind extends HTMLElement>(changing: unknown): RefObject<Kind | null> {
  const element = useRef<Kind>(null);
  const before = useRef(changing);
  useEffect(() => {
    if (Object.is(before.current, changing)) return;
    before.current = changing;
    if (document.activeElement === null || document.activeElement === document.body) element.current?.focus();
  }, [changing]);
  return element;
}
