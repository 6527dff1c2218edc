/**
 * Plain data with typed arrays as JSON text and back, bit by bit. Arrays go as the base64 of their bytes, little end
 * first, as they lie in memory on every machine that Node runs on; numbers that JSON does not know go by name.
 */

const KINDS = {
  f64: Float64Array,
  f32: Float32Array,
  i32: Int32Array,
  u32: Uint32Array,
  i16: Int16Array,
  u16: Uint16Array,
  i8: Int8Array,
  u8: Uint8Array,
} as const;

type Kind = keyof typeof KINDS;
const TAG = '$kind';

export function encodePart(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => {
    if (ArrayBuffer.isView(one)) return encoded(one);
    if (typeof one === 'number' && !Number.isFinite(one)) return { [TAG]: 'number', data: String(one) };
    return one;
  });
}

/** @throws Error when an array cannot be read */
export function decodePart(text: string): unknown {
  return JSON.parse(text, (_key, one: unknown) => {
    if (typeof one !== 'object' || one === null || !(TAG in one) || !('data' in one)) return one;
    return decoded(String((one as Record<string, unknown>)[TAG]), String(one.data));
  });
}

function encoded(view: ArrayBufferView): { readonly [TAG]: Kind; readonly data: string } {
  const kind = (Object.keys(KINDS) as Kind[]).find((name) => view instanceof KINDS[name]);
  if (kind === undefined) throw new Error(`an array of a kind that parts do not know: ${view.constructor.name}`);
  return { [TAG]: kind, data: Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString('base64') };
}

function decoded(kind: string, data: string): unknown {
  if (kind === 'number') return Number(data);
  const Made = Object.hasOwn(KINDS, kind) ? KINDS[kind as Kind] : null;
  if (Made === null) throw new Error(`an array of an unknown kind: ${kind}`);
  const bytes = Uint8Array.from(Buffer.from(data, 'base64'));
  return new Made(bytes.buffer);
}
