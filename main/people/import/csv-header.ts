/** What a column holds. Names that are split over columns are put together in the order of these words. */
export type Column =
  | 'name'
  | 'given'
  | 'middle'
  | 'family'
  | 'email'
  | 'organisation'
  | 'circle'
  | 'department'
  | 'cadenceDays'
  | 'maximumDays'
  | 'importance'
  | 'status'
  | 'comfort.home'
  | 'comfort.weekdayEvening'
  | 'comfort.alcohol'
  | 'comfort.family'
  | 'apart'
  | 'lat'
  | 'lon'
  | 'place'
  | 'zone'
  | 'language'
  | 'partner'
  | 'added'
  | 'spontaneous';

export interface CsvHeader {
  /** One for each cell; null: not used. */
  readonly columns: readonly (Column | null)[];
  /** Another program's export: its columns without a meaning here are no mistakes of the user. */
  readonly isAddressBook: boolean;
  /** Columns of the user's own file that mean nothing. */
  readonly unknown: readonly string[];
}

/** By letters and digits alone: 'Cadence days', 'cadence_days' and 'cadenceDays' are one. */
const COLUMN_BY_WORD: Readonly<Record<string, Column>> = {
  name: 'name',
  fullname: 'name',
  displayname: 'name',
  naam: 'name',
  givenname: 'given',
  firstname: 'given',
  voornaam: 'given',
  additionalname: 'middle',
  middlename: 'middle',
  middelstenaam: 'middle',
  tussenvoegsel: 'middle',
  familyname: 'family',
  lastname: 'family',
  surname: 'family',
  achternaam: 'family',
  emails: 'email',
  email: 'email',
  mail: 'email',
  emailaddress: 'email',
  emailaddresses: 'email',
  emailadres: 'email',
  emailadressen: 'email',
  organization: 'organisation',
  organisation: 'organisation',
  organizationname: 'organisation',
  organization1name: 'organisation',
  company: 'organisation',
  bedrijf: 'organisation',
  circle: 'circle',
  kring: 'circle',
  department: 'department',
  organizationdepartment: 'department',
  organization1department: 'department',
  afdeling: 'department',
  cadencedays: 'cadenceDays',
  cadence: 'cadenceDays',
  maximumdays: 'maximumDays',
  maximum: 'maximumDays',
  importance: 'importance',
  status: 'status',
  home: 'comfort.home',
  comforthome: 'comfort.home',
  weekdayevening: 'comfort.weekdayEvening',
  comfortweekdayevening: 'comfort.weekdayEvening',
  alcohol: 'comfort.alcohol',
  comfortalcohol: 'comfort.alcohol',
  family: 'comfort.family',
  comfortfamily: 'comfort.family',
  apart: 'apart',
  lat: 'lat',
  latitude: 'lat',
  placelat: 'lat',
  lon: 'lon',
  lng: 'lon',
  longitude: 'lon',
  placelon: 'lon',
  place: 'place',
  zone: 'zone',
  timezone: 'zone',
  language: 'language',
  partner: 'partner',
  added: 'added',
  spontaneous: 'spontaneous',
};

/** 'E-mail 1 - Value' is Google's, 'E-mail 2 Address' Outlook's, 'E-mailadres 2' Outlook's in Dutch. */
const NUMBERED_EMAIL = /^(?:email\d+(?:value|address)|emailadres\d+)$/;
/** Both programs have columns that look like ours and hold something else. */
const OTHER_MEANING: ReadonlySet<Column> = new Set(['language', 'status', 'place', 'comfort.home']);

const wordOf = (cell: string): string => cell.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const columnOf = (cell: string): Column | null => {
  const word = wordOf(cell);
  if (NUMBERED_EMAIL.test(word)) return 'email';
  return Object.hasOwn(COLUMN_BY_WORD, word) ? (COLUMN_BY_WORD[word] ?? null) : null;
};

/** The header, or null when the row names no column of e-mail addresses: then it is none. */
export function readHeader(cells: readonly string[]): CsvHeader | null {
  const found = cells.map(columnOf);
  if (!found.includes('email')) return null;
  const isAddressBook = cells.some((cell) => NUMBERED_EMAIL.test(wordOf(cell)));
  const columns = isAddressBook
    ? found.map((column) => (column !== null && OTHER_MEANING.has(column) ? null : column))
    : found;
  return {
    columns,
    isAddressBook,
    unknown: isAddressBook ? [] : cells.filter((cell, i) => columns[i] === null && cell.trim() !== ''),
  };
}
