/** Whoever came in with the recovery code is offered a new passphrase, once, without looking for the code again. */
import { create } from "zustand";

type Offer = { readonly phase: "none" } | { readonly phase: "offered"; readonly recoveryCode: string };

const store = create<Offer>()(() => ({ phase: "none" }));

export function usePassphraseOffer(): Offer {
  return store();
}

/** Offers it as soon as the vault's rooms are there; the code is forgotten when the offer is answered. */
export function offerNewPassphrase(recoveryCode: string): void {
  store.setState({ phase: "offered", recoveryCode }, true);
}

export function endPassphraseOffer(): void {
  store.setState({ phase: "none" }, true);
}
