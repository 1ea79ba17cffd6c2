import type { UpdateWayKind } from '#contract/updates.ts';
import type { Language } from '#contract/vocabulary.ts';

interface Versions {
  readonly newer: string;
  readonly current: string;
}

const english = {
  found: ({ newer, current }: Versions) => `Golden Hour ${newer} is out; you have ${current}.`,
  inPlace: 'It is downloaded when you say so, and installed when you quit.',
  package: 'This copy came as a package of your system, which a program cannot replace by itself.',
  unsigned: 'This copy is not signed, and macOS lets only signed apps replace themselves.',
  download: 'Download',
  openPage: 'Open the download page',
  later: 'Not now',
  ready: ({ newer }: Versions) => `Golden Hour ${newer} is downloaded.`,
  readyDetail: 'It is installed when you quit. Invites that are on their way are sent first.',
  restart: 'Restart now',
  onQuit: 'When I quit',
  newest: ({ current }: Pick<Versions, 'current'>) => `You have the newest version, ${current}.`,
  failed: 'Looking for a newer version did not work.',
  downloadFailed: 'The newer version could not be fetched. Nothing has changed.',
  failedDetail: (reason: string) => `${reason} Try again later.`,
  'from-source': 'This copy runs from its source: `git pull` brings the newest version.',
  'no-feed': 'This copy was built without an address to ask for newer versions.',
  lookDaily: 'Look once a day from now on',
  ok: 'OK',
};

export type UpdateText = Readonly<typeof english>;

const dutch: UpdateText = {
  found: ({ newer, current }) => `Golden Hour ${newer} is er; je hebt ${current}.`,
  inPlace: 'Hij wordt gedownload als jij het zegt, en geïnstalleerd als je afsluit.',
  package: 'Dit exemplaar kwam als pakket van je systeem, en dat kan een programma niet zelf vervangen.',
  unsigned: 'Dit exemplaar is niet ondertekend, en macOS laat alleen ondertekende apps zichzelf vervangen.',
  download: 'Downloaden',
  openPage: 'Downloadpagina openen',
  later: 'Nu niet',
  ready: ({ newer }) => `Golden Hour ${newer} is gedownload.`,
  readyDetail: 'Hij wordt geïnstalleerd als je afsluit. Uitnodigingen die onderweg zijn, vertrekken eerst.',
  restart: 'Nu herstarten',
  onQuit: 'Als ik afsluit',
  newest: ({ current }) => `Je hebt de nieuwste versie, ${current}.`,
  failed: 'Zoeken naar een nieuwere versie lukte niet.',
  downloadFailed: 'De nieuwere versie kon niet worden opgehaald. Er is niets veranderd.',
  failedDetail: (reason) => `${reason} Probeer het later opnieuw.`,
  'from-source': 'Dit exemplaar draait vanuit de broncode: `git pull` haalt de nieuwste versie.',
  'no-feed': 'Dit exemplaar is gebouwd zonder adres om naar nieuwere versies te vragen.',
  lookDaily: 'Voortaan één keer per dag kijken',
  ok: 'OK',
};

export const UPDATE_TEXT: Readonly<Record<Language, UpdateText>> = { en: english, nl: dutch };

/** What becomes of a newer version here, in one sentence. */
export const wayText = (way: UpdateWayKind, text: UpdateText): string =>
  way === 'in-place' ? text.inPlace : text[way];
