/**
 * What people and calendars wrote, made harmless for a mail header, an iCalendar line or a sentence: one line, no
 * control or formatting characters (which could turn a text around or hide a part of it), no lone surrogates.
 */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/[\u200b\u2060\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** As `oneLine`, for a header: what would be an encoded word (RFC 2047) to whoever reads it stays the text that it is. */
export const headerText = (text: string): string => oneLine(text).replaceAll('=?', '= ?');

/** As `oneLine`, for a text of several lines, which are separated by `\n` afterwards. */
export function manyLines(text: string): string {
  return text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => line.replace(/\s+$/, ''))
    .map((line) => /^\s*/.exec(line)?.[0].replaceAll(/[^ ]/g, ' ') + oneLine(line))
    .join('\n')
    .trim();
}

/** An address as it may stand in an envelope, a header and a `mailto:`; deliberately narrower than RFC 5322. */
const ADDRESS = /^[^\s\p{Cc}<>()[\]\\,;:"@]+@[^\s\p{Cc}<>()[\]\\,;:"@.]+(?:\.[^\s\p{Cc}<>()[\]\\,;:"@.]+)*$/u;

export const isAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text);
