/** Applies the changes that negative vectors describe to the bytes of a file. */

/** One change; `tests/vectors/blob.json` says in words what each does. */
export type VectorChange =
  | { readonly flip: number; readonly mask?: number }
  | { readonly set: number; readonly to: string }
  | { readonly truncate: number }
  | { readonly append: string }
  | { readonly header: string }
  | { readonly cut: readonly [from: number, to: number] }
  | { readonly copy: readonly [from: number, to: number]; readonly to: number }
  | { readonly dropChunk: number }
  | { readonly replaceChunk: number; readonly with: ChunkName }
  | { readonly appendChunk: ChunkName };

/** A chunk of a vector. */
export interface ChunkName {
  readonly from: string;
  readonly index: number;
}

/** What the changes need to know of the format. */
export interface VectorLayout {
  /** Bytes of the header. */
  readonly header: number;
  /** Bytes of a full chunk with its tag; 0 where there are none. */
  readonly chunk: number;
  /** The bytes of another vector. */
  other(name: string): Uint8Array;
}

/** Applies changes one after the other. @returns new bytes */
export function applyChanges(
  bytes: Uint8Array,
  changes: readonly VectorChange[],
  layout: VectorLayout,
): Uint8Array {
  return changes.reduce((changed, change) => applyChange(changed, change, layout), bytes);
}

function applyChange(bytes: Uint8Array, change: VectorChange, layout: VectorLayout): Uint8Array {
  if ("flip" in change) {
    const offset = change.flip < 0 ? bytes.length + change.flip : change.flip;
    return bytes.with(offset, bytes[offset]! ^ (change.mask ?? 1));
  }
  if ("set" in change) return spliced(bytes, change.set, change.to.length / 2, Buffer.from(change.to, "hex"));
  if ("truncate" in change) return bytes.slice(0, change.truncate);
  if ("append" in change) return spliced(bytes, bytes.length, 0, Buffer.from(change.append, "hex"));
  if ("header" in change) {
    return spliced(bytes, 0, layout.header, layout.other(change.header).subarray(0, layout.header));
  }
  if ("cut" in change) return spliced(bytes, change.cut[0], change.cut[1] - change.cut[0], new Uint8Array(0));
  if ("copy" in change) return spliced(bytes, change.to, 0, bytes.slice(...change.copy));
  if ("appendChunk" in change) return spliced(bytes, bytes.length, 0, chunkOf(change.appendChunk, layout));
  if ("replaceChunk" in change) {
    const place = chunkPlace(bytes, change.replaceChunk, layout);
    return spliced(bytes, place.position, place.length, chunkOf(change.with, layout));
  }
  const place = chunkPlace(bytes, change.dropChunk, layout);
  return spliced(bytes, place.position, place.length, new Uint8Array(0));
}

function chunkOf({ from, index }: ChunkName, layout: VectorLayout): Uint8Array {
  const bytes = layout.other(from);
  const { position, length } = chunkPlace(bytes, index, layout);
  return bytes.slice(position, position + length);
}

function chunkPlace(bytes: Uint8Array, index: number, layout: VectorLayout) {
  const position = layout.header + index * layout.chunk;
  return { position, length: Math.min(layout.chunk, bytes.length - position) };
}

function spliced(bytes: Uint8Array, at: number, removed: number, added: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)]);
}
