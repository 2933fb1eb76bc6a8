/** Hearing the events of the contract. */
import type { AppEvent, EventName, EventPayload } from "../../shared/contract.ts";

/** Hears one kind of event; returns the function that stops. */
export function onEvent<Name extends EventName>(
  name: Name,
  listener: (payload: EventPayload<Name>) => void,
): () => void {
  return onAnyEvent((event) => {
    if (isEvent(event, name)) listener(event.payload);
  });
}

/** Hears every event, in the order sent; returns the function that stops. */
export function onAnyEvent(listener: (event: AppEvent) => void): () => void {
  return window.lyhord.on(listener);
}

function isEvent<Name extends EventName>(
  event: AppEvent,
  name: Name,
): event is AppEvent & { readonly name: Name; readonly payload: EventPayload<Name> } {
  return event.name === name;
}
