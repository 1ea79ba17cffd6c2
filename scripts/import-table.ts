// Who may import whom: the one table, read by the lint rules in lint-plugin.ts. A row that does not list a room
// may not import it; a room without a row may not exist. Tests and configuration files are free.

type Row = {
  /** Rooms whose values and types may be imported. */
  readonly mayImport: readonly string[];
  /** Rooms of which only `import type` is allowed. */
  readonly typesOf?: readonly string[];
  /** For hosts: what the file that wires everything, index.ts or main.ts, may import besides. */
  readonly rootFileMayImport?: readonly string[];
};

const vocabulary = ['main/kernel', 'preload/contract'];
const domain = [
  'main/calendars',
  'main/people',
  'main/weather',
  'main/activities',
  'main/places',
  'main/planner',
  'main/invites',
  'main/review',
  'main/notices',
];
const host: Row = {
  mayImport: [...vocabulary, 'main/app'],
  typesOf: ['main/store'],
  rootFileMayImport: ['main/store', ...domain, 'main/archive'],
};

export const importTable: Readonly<Record<string, Row>> = {
  'main/kernel': { mayImport: [] },
  'preload/contract': { mayImport: ['main/kernel'] },
  'main/calendars': { mayImport: vocabulary },
  'main/weather': { mayImport: vocabulary },
  'main/activities': { mayImport: [...vocabulary, 'main/weather'] },
  'main/places': { mayImport: vocabulary },
  'main/people': { mayImport: [...vocabulary, 'main/calendars'] },
  'main/planner': {
    mayImport: [
      ...vocabulary,
      'main/people',
      'main/activities',
      'main/places',
      'main/weather',
      'main/calendars',
    ],
  },
  'main/invites': { mayImport: [...vocabulary, 'main/planner', 'main/people', 'main/calendars'] },
  'main/review': { mayImport: [...vocabulary, 'main/people', 'main/planner', 'main/invites'] },
  'main/notices': { mayImport: [...vocabulary, 'main/people', 'main/planner', 'main/invites'] },
  'main/archive': { mayImport: [...vocabulary, ...domain] },
  'main/store': { mayImport: vocabulary, typesOf: [...domain, 'main/archive'] },
  'main/app': { mayImport: [...vocabulary, ...domain, 'main/archive', 'main/store'] },
  'main/electron': host,
  'main/web': host,
  // `serve` is the browser host, started from the command line.
  'main/cli': { ...host, rootFileMayImport: ['main/web'] },
  preload: { mayImport: ['preload/contract'] },
  renderer: { mayImport: ['preload/contract'] },
  scripts: { mayImport: [] },
};

/** Rooms whose files decide and do not act: no `node:`, no SDK, no clock. */
const pureRooms = [...vocabulary, ...domain, 'main/archive'];

/** The sub-folders of pure rooms that talk to an outside system; siblings never import each other. */
const outsideFolders = [
  'main/calendars/ical',
  'main/calendars/caldav',
  'main/calendars/google',
  'main/calendars/outlook',
  'main/calendars/local',
  'main/calendars/feed',
  'main/people/import',
  'main/weather/open-meteo',
  'main/weather/met-norway',
  'main/places/open-meteo',
  'main/invites/itip',
  'main/invites/smtp',
  'main/invites/caldav',
  'main/invites/google',
  'main/archive/files',
];

/** What the folders above share in talking to the outside; it knows none of them. */
const sharedOutsideFolders = ['main/calendars/http', 'main/invites/http'];

/** Packages that only compute, and so may be used in a pure room. */
const purePackages = [
  'temporal-polyfill',
  'rrule-temporal',
  'ical.js',
  'date-holidays',
  'suncalc',
  'papaparse',
  'zod',
];

/** Packages that belong to one place, by the paths that may import them. */
export const packageFences: Readonly<Record<string, readonly string[]>> = {
  electron: ['main/electron/', 'preload/index.ts'],
  // Outside Electron its import starts a download of the binary and throws.
  'electron-store': ['main/electron/'],
  'electron-updater': ['main/electron/'],
  'node:sqlite': ['main/store/'],
  '@napi-rs/keyring': ['main/store/keyring/'],
  // Hundreds of milliseconds to load: whoever uses these folders imports them when they are first needed.
  '@googleapis/calendar': ['main/calendars/google/'],
  '@googleapis/people': ['main/calendars/google/'],
  nodemailer: ['main/invites/smtp/'],
  sax: ['main/calendars/caldav/'],
  tldts: ['main/calendars/caldav/'],
  undici: ['main/app/web-fetch.ts'],
  react: ['renderer/'],
  'react-dom': ['renderer/'],
};

const subpaths: Readonly<Record<string, string>> = {
  '#main/': 'main/',
  '#contract/': 'preload/contract/',
  '#renderer/': 'renderer/',
  '#tests/': 'tests/',
};

/** An import as the rules see it. Paths are relative to the repository, with forward slashes. */
export type Import = {
  readonly from: string;
  readonly specifier: string;
  readonly isTypeOnly: boolean;
};

/** @returns what is wrong with the import, or undefined when nothing is */
export type ImportRule = (imported: Import) => string | undefined;

function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function findRoom(path: string): string | undefined {
  // preload/contract is its own room inside preload: the longest name wins.
  return Object.keys(importTable)
    .filter((room) => isInside(room, path))
    .toSorted((a, b) => b.length - a.length)[0];
}

/** @returns the path of the file in this repository, or undefined for a package */
function resolveOwnFile({ from, specifier }: Import): string | undefined {
  if (specifier.startsWith('.')) return new URL(specifier, `file:///${from}`).pathname.slice(1);
  const prefix = Object.keys(subpaths).find((candidate) => specifier.startsWith(candidate));
  return prefix === undefined ? undefined : specifier.replace(prefix, subpaths[prefix] ?? '');
}

function readPackageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function matchesPackage(specifier: string, name: string): boolean {
  return specifier === name || specifier.startsWith(`${name}/`);
}

function findOutsideFolder(path: string): string | undefined {
  return outsideFolders.find((folder) => isInside(folder, path));
}

/** Whether the file is one that decides and does not act. */
export function isPureFile(path: string): boolean {
  const room = findRoom(path);
  if (room === undefined || !pureRooms.includes(room)) return false;
  return ![...outsideFolders, ...sharedOutsideFolders].some((folder) => isInside(folder, path));
}

function checkRooms(imported: Import): string | undefined {
  const { from, isTypeOnly } = imported;
  const room = findRoom(from);
  if (room === undefined) {
    return from.startsWith('main/') ? `${from} is in no room of scripts/import-table.ts.` : undefined;
  }
  const target = resolveOwnFile(imported);
  if (target === undefined || target.startsWith('tests/')) return undefined;
  const targetRoom = findRoom(target);
  if (targetRoom === room) return undefined;
  if (targetRoom === undefined) return `${room} may not import ${target}, which is in no room.`;

  const row = importTable[room];
  if (row?.mayImport.includes(targetRoom)) return undefined;
  if (row?.typesOf?.includes(targetRoom)) {
    if (isTypeOnly) return undefined;
    if (row.rootFileMayImport === undefined) {
      return `${room} may import only types of ${targetRoom}: write import type.`;
    }
  }
  if (row?.rootFileMayImport?.includes(targetRoom)) {
    if (/^main\/[^/]+\/(?:index|main)\.ts$/.test(from)) return undefined;
    return `only the root file of ${room} (index.ts or main.ts) may import ${targetRoom}.`;
  }
  return `${room} may not import ${targetRoom}.`;
}

function checkPureImports({ from, specifier }: Import): string | undefined {
  if (!isPureFile(from) || specifier.startsWith('.') || specifier.startsWith('#')) return undefined;
  if (purePackages.some((name) => matchesPackage(specifier, name))) return undefined;
  return `${from} only decides, so it may not import ${readPackageName(specifier)}: I/O belongs in the folder named after the outside system, or in main/app.`;
}

function checkPackageFences({ from, specifier }: Import): string | undefined {
  const name = Object.keys(packageFences).find((candidate) => matchesPackage(specifier, candidate));
  if (name === undefined || from.startsWith('tests/')) return undefined;
  const allowed = packageFences[name] ?? [];
  if (allowed.some((path) => from.startsWith(path))) return undefined;
  return `${name} may be imported only in ${allowed.join(', ')}.`;
}

function findFeature(path: string): string | undefined {
  return /^renderer\/features\/[^/]+(?=\/)/.exec(path)?.[0];
}

function checkSiblings(imported: Import): string | undefined {
  const target = resolveOwnFile(imported);
  if (target === undefined) return undefined;
  for (const find of [findOutsideFolder, findFeature]) {
    const [own, other] = [find(imported.from), find(target)];
    if (own === undefined || other === undefined || own === other) continue;
    if (own.slice(0, own.lastIndexOf('/')) !== other.slice(0, other.lastIndexOf('/'))) continue;
    return `${own} and ${other} are siblings and know nothing of each other; what they share belongs one level up.`;
  }
  return undefined;
}

function checkTestImports(imported: Import): string | undefined {
  if (findRoom(imported.from) === undefined) return undefined;
  const target = resolveOwnFile(imported);
  return target?.startsWith('tests/') ? 'nothing that ships may import tests.' : undefined;
}

function checkFarRelative({ specifier }: Import): string | undefined {
  return specifier.startsWith('../../')
    ? `write ${specifier} as a subpath import (#main/…, #contract/…, #renderer/…, #tests/…).`
    : undefined;
}

export const importRules = {
  rooms: checkRooms,
  'pure-imports': checkPureImports,
  'package-fences': checkPackageFences,
  siblings: checkSiblings,
  'test-imports': checkTestImports,
  'far-relative': checkFarRelative,
} satisfies Record<string, ImportRule>;
