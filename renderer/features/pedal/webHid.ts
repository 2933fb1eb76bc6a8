/** The part of WebHID that pedals need; TypeScript's own types do not have it. */

/** A device. */
export interface HidDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly productName: string;
  readonly opened: boolean;
  open(): Promise<void>;
  close(): Promise<void>;
  addEventListener(name: "inputreport", listener: (event: { readonly data: DataView }) => void): void;
}

/** `navigator.hid`. */
export interface Hid {
  /** Those the page may use. */
  getDevices(): Promise<readonly HidDevice[]>;
  /** Only from a click; empty if none was found. */
  requestDevice(options: {
    readonly filters: readonly { readonly vendorId: number; readonly productId: number }[];
  }): Promise<readonly HidDevice[]>;
  addEventListener(
    name: "connect" | "disconnect",
    listener: (event: { readonly device: HidDevice }) => void,
  ): void;
}

/** `undefined` where the page has none. */
export function webHid(): Hid | undefined {
  return (navigator as { readonly hid?: Hid }).hid;
}
