import ICAL from 'ical.js';

/** One property of a card, in whichever version it was written. */
export interface VcardProperty {
  /** Upper case, without its group. */
  readonly name: string;
  /** Names in upper case, values in lower case. */
  readonly parameters: ReadonlyMap<string, readonly string[]>;
  /** The components of a structured value; one part for any other. */
  readonly parts: readonly string[];
}

const PROPERTY_LINE = /^(?:[A-Za-z0-9-]+\.)?([A-Za-z][A-Za-z0-9-]*)\s*((?:;(?:"[^"]*"|[^":])*)?):(.*)$/s;
const STRUCTURED = new Set(['N', 'ORG', 'GEO']);
const ENCODINGS = new Set(['QUOTED-PRINTABLE', 'BASE64', 'B', '8BIT', '7BIT']);

/**
 * Reads one unfolded line, or null where it is none. 3.0 and 4.0 go through ical.js; what it cannot read, and 2.1 with
 * its bare parameters (`EMAIL;INTERNET:`) and quoted-printable values, is read by the grammar of 2.1.
 */
export function readVcardProperty(line: string, version: string): VcardProperty | null {
  const match = PROPERTY_LINE.exec(line);
  if (!match) return null;
  const [, name = '', parameterText = '', value = ''] = match;
  const isPlain = !/QUOTED-PRINTABLE/i.test(parameterText) && version !== '2.1';
  return (
    (isPlain ? readThroughIcal(line) : null) ?? {
      name: name.toUpperCase(),
      ...readLoosely(name.toUpperCase(), parameterText, value, version),
    }
  );
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const asTexts = (value: unknown): readonly string[] => (isList(value) ? value : [value]).map(String);

function readThroughIcal(line: string): VcardProperty | null {
  try {
    // jCard (RFC 7095): name, parameters, type, then the values; a structured value is one list of components.
    const jcard: unknown = ICAL.parse.property(line.trim(), ICAL.design.vcard);
    if (!isList(jcard)) return null;
    const [name, parameters, , ...values] = jcard;
    const [first] = values;
    const parts = values.length === 1 && isList(first) ? first : values;
    return {
      name: String(name).toUpperCase(),
      parameters: new Map(
        Object.entries(parameters ?? {}).map(([key, value]) => [
          key.toUpperCase(),
          asTexts(value).map((text) => text.toLowerCase()),
        ]),
      ),
      // ical.js leaves the semicolon of a text as it was escaped.
      parts: parts.map((part) => asTexts(part).join(' ').replaceAll('\\;', ';')),
    };
  } catch {
    // Older and looser spellings are read by the grammar of 2.1.
    return null;
  }
}

function readLoosely(
  name: string,
  parameterText: string,
  value: string,
  version: string,
): Pick<VcardProperty, 'parameters' | 'parts'> {
  const parameters = new Map<string, string[]>();
  for (const parameter of parameterText.split(';').slice(1)) {
    const [left = '', right] = parameter.split('=', 2).map((text) => text.trim());
    const bare = ENCODINGS.has(left.toUpperCase()) ? 'ENCODING' : 'TYPE';
    const key = right === undefined ? bare : left.toUpperCase();
    const values = (right ?? left).replaceAll('"', '').toLowerCase().split(',');
    parameters.set(key, [...(parameters.get(key) ?? []), ...values]);
  }
  const [charset = null] = parameters.get('CHARSET') ?? [];
  const isQuoted = parameters.get('ENCODING')?.includes('quoted-printable') ?? false;
  const parts = STRUCTURED.has(name) ? value.split(/(?<!\\);/) : [value];
  return {
    parameters,
    parts: parts
      .map((part) => (isQuoted ? decodeQuotedPrintable(part, charset) : part))
      .map((part) => unescapeText(part, version)),
  };
}

/** 2.1 knows no escape but the semicolon's; some writers use those of 3.0 all the same. */
const unescapeText = (text: string, version: string): string =>
  version === '2.1'
    ? text.replace(/\\([;:,])/g, '$1')
    : text.replace(/\\([;:,\\nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign));

/**
 * RFC 2045, 6.7, without soft breaks. Bytes as they stand count too: the second byte of a Shift_JIS sign may be a
 * letter. A charset that nobody knows is read as UTF-8, and as Windows-1252 where that fails.
 */
function decodeQuotedPrintable(text: string, charset: string | null): string {
  return text.replace(/\p{ASCII}+/gu, (run) => {
    const bytes: number[] = [];
    for (let i = 0; i < run.length; i++) {
      const hex = run[i] === '=' ? /^[0-9A-Fa-f]{2}/.exec(run.slice(i + 1, i + 3))?.[0] : undefined;
      bytes.push(hex === undefined ? run.charCodeAt(i) : Number.parseInt(hex, 16));
      if (hex !== undefined) i += 2;
    }
    return decodeBytes(Uint8Array.from(bytes), charset);
  });
}

/** 'UTF-16' alone means either order, which a mark at the start tells. */
function readCharset([first, second]: Uint8Array, charset: string | null): string {
  return charset === 'utf-16' && first === 0xfe && second === 0xff ? 'utf-16be' : (charset ?? 'utf-8');
}

function decodeBytes(bytes: Uint8Array, charset: string | null): string {
  for (const label of [readCharset(bytes, charset), 'utf-8']) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      // Neither a known charset nor bytes of it: the next one is tried.
    }
  }
  return new TextDecoder('windows-1252').decode(bytes);
}
