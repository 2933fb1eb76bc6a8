/** The part of OpenCORE AMR's build that is used; the package's own declaration is a script of `any`. */
declare module "web-amr/dist/vendor/amrnb.js" {
  /** A decoder of whole files of AMR; `decode` asks the others of the object it is called on. */
  export const AMR: {
    /** @returns samples, −1…1; `null` for what is no AMR */
    decode(file: Uint8Array): Float32Array | null;
    /** Creates a decoder's state. */
    Decoder_Interface_init(): number;
    Decoder_Interface_exit(state: number): void;
  };
}
