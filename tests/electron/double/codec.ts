/** What goes between main and page: strings both ways. */
export interface Codec {
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * The structured clone algorithm over JSON (electron.d.ts, IpcRenderer.invoke): dates, maps, sets, bytes, errors;
 * functions, promises, symbols and cycles are refused. Its own source text runs in the page as well, so it uses
 * nothing from outside itself.
 */
export function createCodec(): Codec {
  const tag = '$clone';
  const refusal = 'An object could not be cloned.';

  const toText = (bytes: Uint8Array): string => {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  };
  const toBytes = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

  const pack = (value: unknown): unknown => {
    if (value === undefined) return { [tag]: 'undefined' };
    if (typeof value === 'bigint') return { [tag]: 'bigint', value: String(value) };
    if (typeof value === 'number' && !Number.isFinite(value))
      return { [tag]: 'number', value: String(value) };
    if (typeof value === 'function' || typeof value === 'symbol') throw new Error(refusal);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(pack);
    if (value instanceof Date) return { [tag]: 'date', value: value.getTime() };
    if (value instanceof Map)
      return { [tag]: 'map', value: [...value].map(([key, of]) => [pack(key), pack(of)]) };
    if (value instanceof Set) return { [tag]: 'set', value: [...value].map(pack) };
    if (value instanceof Error) return { [tag]: 'error', name: value.name, message: value.message };
    if (value instanceof Uint8Array) return { [tag]: 'bytes', value: toText(value) };
    if (value instanceof ArrayBuffer) return { [tag]: 'buffer', value: toText(new Uint8Array(value)) };
    if (Object.prototype.toString.call(value) !== '[object Object]') throw new Error(refusal);
    const plain: Record<string, unknown> = {};
    for (const [key, of] of Object.entries(value)) plain[key === tag ? `$${key}` : key] = pack(of);
    return plain;
  };

  const unpack = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(unpack);
    // Whatever is no array was written by `pack` as a plain object.
    const packed = value as Record<string, string>;
    const content: unknown = packed['value'];
    switch (packed[tag] ?? '') {
      case 'undefined':
        return undefined;
      case 'bigint':
        return BigInt(String(content));
      case 'number':
        return Number(content);
      case 'date':
        return new Date(Number(content));
      case 'map':
        return new Map(unpack(content) as [unknown, unknown][]);
      case 'set':
        return new Set(unpack(content) as unknown[]);
      case 'error':
        return Object.assign(new Error(packed['message']), { name: packed['name'] });
      case 'bytes':
        return toBytes(String(content));
      case 'buffer':
        return toBytes(String(content)).buffer;
      default: {
        const plain: Record<string, unknown> = {};
        for (const [key, of] of Object.entries(packed)) plain[key === `$${tag}` ? tag : key] = unpack(of);
        return plain;
      }
    }
  };

  return {
    encode: (value) => {
      // It finds what is refused where Electron would, cycles too.
      structuredClone(value);
      return JSON.stringify(pack(value));
    },
    decode: (text) => unpack(JSON.parse(text)),
  };
}
