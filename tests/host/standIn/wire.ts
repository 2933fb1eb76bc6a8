/**
 * Structured-clone values as bytes, for the WebSocket between a page and the stand-in.
 *
 * The same text runs in Node and, with its types stripped, in the page; so it imports nothing.
 * Frame: u32 length of the JSON, JSON `{ root, nodes }`, then the bytes that nodes point into.
 */

type Tagged =
  | readonly ["undefined"]
  | readonly ["number", string]
  | readonly ["bigint", string]
  | readonly ["node", number];
type Reference = string | number | boolean | null | Tagged;
type Node =
  | { type: "object"; entries: [string, Reference][] }
  | { type: "array"; items: Reference[] }
  | { type: "map"; entries: [Reference, Reference][] }
  | { type: "set"; items: Reference[] }
  | { type: "date"; at: Reference }
  | { type: "error"; name: string; message: string }
  | { type: "buffer"; offset: number; size: number }
  | { type: "view"; view: string; buffer: Reference };

/**
 * Encodes a value as the structured clone algorithm would copy it.
 *
 * @throws DataCloneError for functions, symbols and other things that cannot be cloned
 */
export function encodeMessage(value: unknown): Uint8Array<ArrayBuffer> {
  const nodes: Node[] = [];
  const indexes = new Map<object, number>();
  const pieces: Uint8Array[] = [];
  let byteCount = 0;

  const refer = (item: unknown): Reference => {
    if (item === undefined) return ["undefined"];
    if (item === null || typeof item === "string" || typeof item === "boolean") return item;
    if (typeof item === "number") {
      return Number.isFinite(item) && !Object.is(item, -0)
        ? item
        : ["number", Object.is(item, -0) ? "-0" : String(item)];
    }
    if (typeof item === "bigint") return ["bigint", String(item)];
    const object = item as object;
    const known = indexes.get(object);
    if (known !== undefined) return ["node", known];
    const index = nodes.length;
    indexes.set(object, index);
    nodes.push({ type: "array", items: [] });
    nodes[index] = describe(object);
    return ["node", index];
  };

  const describe = (object: object): Node => {
    if (object instanceof Date) return { type: "date", at: refer(object.getTime()) };
    if (object instanceof Map) {
      return { type: "map", entries: [...object].map(([key, item]) => [refer(key), refer(item)]) };
    }
    if (object instanceof Set) return { type: "set", items: [...object].map(refer) };
    if (object instanceof Error) return { type: "error", name: object.name, message: object.message };
    if (object instanceof ArrayBuffer) {
      const piece = new Uint8Array(object);
      pieces.push(piece);
      byteCount += piece.length;
      return { type: "buffer", offset: byteCount - piece.length, size: piece.length };
    }
    if (ArrayBuffer.isView(object)) {
      const { buffer, byteOffset, byteLength } = object;
      // Only the visible part crosses, as if the view had been copied.
      const visible = buffer.slice(byteOffset, byteOffset + byteLength);
      const view = object.constructor.name === "Buffer" ? "Uint8Array" : object.constructor.name;
      return { type: "view", view, buffer: refer(visible) };
    }
    if (Array.isArray(object)) return { type: "array", items: object.map(refer) };
    return { type: "object", entries: Object.entries(object).map(([key, item]) => [key, refer(item)]) };
  };

  const root = refer(structuredClone(value));
  const json = new TextEncoder().encode(JSON.stringify({ root, nodes }));
  const frame = new Uint8Array(4 + json.length + byteCount);
  new DataView(frame.buffer).setUint32(0, json.length);
  frame.set(json, 4);
  let position = 4 + json.length;
  for (const piece of pieces) {
    frame.set(piece, position);
    position += piece.length;
  }
  return frame;
}

/** Decodes what `encodeMessage` made; shared and circular references are kept. */
export function decodeMessage(frame: Uint8Array): unknown {
  const jsonSize = new DataView(frame.buffer, frame.byteOffset).getUint32(0);
  const text = new TextDecoder().decode(frame.subarray(4, 4 + jsonSize));
  const { root, nodes } = JSON.parse(text) as { root: Reference; nodes: Node[] };
  const bytesStart = 4 + jsonSize;
  const made = new Map<number, unknown>();

  const resolve = (reference: Reference): unknown => {
    if (!Array.isArray(reference)) return reference;
    const [kind, detail] = reference as Tagged;
    if (kind === "undefined") return undefined;
    if (kind === "number") return Number(detail);
    if (kind === "bigint") return BigInt(detail as string);
    return build(detail as number);
  };

  const build = (index: number): unknown => {
    if (made.has(index)) return made.get(index);
    const node = nodes[index] as Node;
    const keep = <T>(value: T): T => {
      made.set(index, value);
      return value;
    };
    switch (node.type) {
      case "object": {
        const object = keep<Record<string, unknown>>({});
        for (const [key, item] of node.entries) object[key] = resolve(item);
        return object;
      }
      case "array": {
        const array = keep<unknown[]>([]);
        for (const item of node.items) array.push(resolve(item));
        return array;
      }
      case "map": {
        const map = keep(new Map<unknown, unknown>());
        for (const [key, item] of node.entries) map.set(resolve(key), resolve(item));
        return map;
      }
      case "set": {
        const set = keep(new Set<unknown>());
        for (const item of node.items) set.add(resolve(item));
        return set;
      }
      case "date":
        return keep(new Date(resolve(node.at) as number));
      case "error": {
        const error = keep(new Error(node.message));
        error.name = node.name;
        return error;
      }
      case "buffer": {
        const start = bytesStart + node.offset;
        return keep(frame.slice(start, start + node.size).buffer);
      }
      case "view": {
        const constructors = globalThis as unknown as Record<string, new (buffer: unknown) => unknown>;
        const View = constructors[node.view];
        if (View === undefined) throw new TypeError(`unknown view ${node.view}`);
        return keep(new View(resolve(node.buffer)));
      }
    }
  };

  return resolve(root);
}
