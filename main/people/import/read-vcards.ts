import { isZone } from '#main/kernel/zone.ts';
import type { RawRow } from '#main/people/import/raw-row.ts';
import { findLanguage, squeeze } from '#main/people/import/raw-text.ts';
import { readVcardProperty, type VcardProperty } from '#main/people/import/vcard-property.ts';
import { type CardText, splitCards } from '#main/people/import/vcard-text.ts';

/** All that is kept of a card: pictures, addresses on the web and notes are neither read nor fetched. */
const WANTED = new Set([
  'VERSION',
  'FN',
  'N',
  'NICKNAME',
  'EMAIL',
  'ORG',
  'TZ',
  'GEO',
  'LANG',
  'KIND',
  'X-ADDRESSBOOKSERVER-KIND',
  'X-ABSHOWAS',
]);
const NO_PEOPLE: Readonly<Record<string, string>> = {
  group: 'is a group, not a person',
  org: 'is an organisation, not a person',
  company: 'is an organisation, not a person',
  location: 'is a place, not a person',
  device: 'is a device, not a person',
  application: 'is a program, not a person',
};
const LAST_PREFERENCE = 101;

export function readVcards(text: string): RawRow[] {
  return splitCards(text).map((card, i) => readCard(card, `card ${i + 1}`));
}

function readCard(card: CardText, where: string): RawRow {
  const version = squeeze(card.lines.find((line) => /^VERSION\b/i.test(line))?.split(':')[1] ?? '');
  const properties = card.lines
    .filter((line) => WANTED.has(/^(?:[A-Za-z0-9-]+\.)?([A-Za-z-]+)/.exec(line)?.[1]?.toUpperCase() ?? ''))
    .map((line) => readVcardProperty(line, version))
    .filter((property) => property !== null);
  const emails = byPreference(properties, 'EMAIL').map((property) => squeeze(property.parts.join(',')));
  const name = readName(properties);
  const kind = ['KIND', 'X-ADDRESSBOOKSERVER-KIND', 'X-ABSHOWAS']
    .map((key) => textOf(properties, key).toLowerCase())
    .find((word) => word in NO_PEOPLE);
  if (kind !== undefined) return { where, name, fault: NO_PEOPLE[kind] ?? 'is no person' };
  if (isCompanyAlone(properties, name)) return { where, name, fault: 'is an organisation, not a person' };
  return {
    where,
    name,
    raw: {
      name: name || emails[0],
      emails,
      department: readDepartment(properties),
      place: readPlace(textOf(properties, 'GEO', ';')),
      zone: byPreference(properties, 'TZ')
        .map((property) => squeeze(property.parts.join('')))
        .find((zone) => zone.includes('/') && isZone(zone)),
      language: findLanguage(byPreference(properties, 'LANG').map((property) => property.parts.join(''))),
    },
  };
}

function textOf(properties: readonly VcardProperty[], name: string, joiner = ' '): string {
  for (const property of properties) {
    const text = property.name === name ? squeeze(property.parts.join(joiner)) : '';
    if (text !== '') return text;
  }
  return '';
}

/** PREF=1 (4.0) and TYPE=pref (3.0 and before) come first; otherwise the order of the file. */
function preferenceOf({ parameters }: VcardProperty): number {
  const preference = Number(parameters.get('PREF')?.[0] ?? Number.NaN);
  if (preference >= 1) return preference;
  return parameters.get('TYPE')?.includes('pref') || parameters.has('PREF') ? 1 : LAST_PREFERENCE;
}

const byPreference = (properties: readonly VcardProperty[], name: string): VcardProperty[] =>
  properties
    .filter((property) => property.name === name)
    .toSorted((a, b) => preferenceOf(a) - preferenceOf(b));

function readName(properties: readonly VcardProperty[]): string {
  const [family = '', given = '', additional = ''] =
    properties.find(({ name }) => name === 'N')?.parts.map(squeeze) ?? [];
  return (
    textOf(properties, 'FN') ||
    squeeze([given, additional, family].join(' ')) ||
    textOf(properties, 'NICKNAME')
  );
}

/** Phones keep a company as a card whose name is the company's, without anybody in it. */
function isCompanyAlone(properties: readonly VcardProperty[], name: string): boolean {
  const [company = ''] = properties.find((property) => property.name === 'ORG')?.parts.map(squeeze) ?? [];
  const hasParts = properties.some(
    (property) => property.name === 'N' && property.parts.some((part) => squeeze(part) !== ''),
  );
  return company !== '' && !hasParts && (name === '' || name.toLowerCase() === company.toLowerCase());
}

/** ORG is the company and its units: the first unit, or else the company. */
function readDepartment(properties: readonly VcardProperty[]): string | undefined {
  const [company = '', unit = ''] = properties.find(({ name }) => name === 'ORG')?.parts.map(squeeze) ?? [];
  return unit || company || undefined;
}

/** `geo:52.37,4.9` (4.0) or `52.37;4.9`; what is neither is not said. */
function readPlace(text: string): { readonly lat: number; readonly lon: number } | undefined {
  const match = /^(?:geo:)?(-?\d+(?:\.\d+)?)\\?[,;](-?\d+(?:\.\d+)?)/.exec(text);
  if (!match) return undefined;
  const [lat, lon] = [Number(match[1]), Number(match[2])];
  const isPlace = Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0);
  return isPlace ? { lat, lon } : undefined;
}
