/** A foot pedal in the page: what `navigator.hid` would have with one plugged in. */
import type { Page } from "@playwright/test";

interface PedalWindow {
  pressPedals?: (bits: number) => void;
}

/** Plugs it in; to be called before the page is loaded anew. The page may use it once it has asked. */
export async function plugInPedal(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const listeners: ((event: { data: DataView }) => void)[] = [];
    const granted = "granted pedal";
    const device = {
      vendorId: 0x05f3,
      productId: 0x00ff,
      productName: "Infinity",
      opened: false,
      open: async () => {
        device.opened = true;
      },
      close: async () => {
        device.opened = false;
      },
      addEventListener: (_: string, listener: (event: { data: DataView }) => void) =>
        void listeners.push(listener),
    };
    const hid = {
      getDevices: async () => (sessionStorage.getItem(granted) === null ? [] : [device]),
      requestDevice: async () => {
        sessionStorage.setItem(granted, "yes");
        return [device];
      },
      addEventListener: () => {},
    };
    Object.defineProperty(navigator, "hid", { value: hid, configurable: true });
    (window as PedalWindow).pressPedals = (bits) => {
      const data = new DataView(Uint8Array.of(bits, 0).buffer);
      for (const listener of listeners) listener({ data });
    };
  });
}

/** Presses those pedals whose bits are set, from the left, and lets go of the others. */
export async function pressPedals(page: Page, bits: number): Promise<void> {
  await page.evaluate((pressed) => (window as PedalWindow).pressPedals?.(pressed), bits);
}
