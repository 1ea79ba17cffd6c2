import { listNames, plural } from '../words.ts';

const names = (people: readonly string[]): string => listNames(people, 'en');

export const common = {
  names,
  appName: 'Golden Hour',
  navigation: {
    label: 'Hoofdmenu',
    outlook: 'Vooruitblik',
    week: 'Deze week',
    people: 'Mensen',
    settings: 'Instellingen',
  },
  skipToContent: 'Naar de inhoud',
  close: 'Sluiten',
  cancel: 'Annuleren',
  save: 'Bewaren',
  saved: 'Bewaard',
  add: 'Toevoegen',
  remove: 'Verwijderen',
  edit: 'Aanpassen',
  back: 'Terug',
  retry: 'Opnieuw proberen',
  reload: 'Deze pagina opnieuw laden',
  loading: 'Een ogenblik …',
  circles: {
    reports: 'Mijn team',
    leaders: 'Leidinggevenden',
    peers: 'Collega’s',
    support: 'Ondersteuning',
    partners: 'Andere afdelingen',
    customers: 'Klanten',
    former: 'Vroegere banen',
    network: 'Netwerk',
  },
  age: {
    calendar: (when: string) => `Agenda van ${when}`,
    forecast: (when: string) => `weer van ${when}`,
    stale: 'Ouder dan het zou moeten zijn',
    noCalendar: 'Nog geen agenda',
    noForecast: 'geen weerbericht',
    refresh: 'Agenda en weer opnieuw lezen',
  },
  sample: {
    chip: 'Voorbeeldweek',
    explanation: 'Een verzonnen team en een gemaakt weerbericht.',
  },
  undo: {
    sending: (what: string, guests: readonly string[], seconds: number) =>
      `‘${what}’ gaat over ${seconds} s naar ${names(guests)}`,
    moving: (what: string, guests: readonly string[], seconds: number) =>
      `Over ${seconds} s krijgen ${names(guests)} de nieuwe tijd van ‘${what}’`,
    cancelling: (what: string, guests: readonly string[], seconds: number) =>
      `Over ${seconds} s wordt ‘${what}’ met ${names(guests)} afgezegd`,
    leaving: (what: string) => `‘${what}’ wordt verstuurd …`,
    announce: (what: string) => `‘${what}’ gaat over tien seconden weg. Druk op U om het ongedaan te maken.`,
    action: 'Ongedaan maken',
    undone: 'Ongedaan gemaakt. Er is niets verstuurd.',
    label: 'Staat op het punt te vertrekken',
  },
  notices: {
    label: 'Meldingen',
    sent: (what: string, waiting: number) =>
      waiting === 0
        ? `‘${what}’ is verstuurd.`
        : `‘${what}’ is verstuurd. Nu wachten op ${plural(waiting, 'antwoord', 'antwoorden')}.`,
    handedOver: (what: string) => `‘${what}’ staat klaar voor je mailprogramma: verstuur het daar.`,
    downloadMessage: 'Bericht bewaren (.eml)',
    failed: (what: string) => `‘${what}’ is niet verstuurd.`,
    cancelled: (what: string) => `‘${what}’ is afgezegd.`,
    working: (task: string) => `${task} …`,
  },
  files: {
    dropTitle: 'Laat los om toe te voegen',
    dropText: 'Agenda’s (.ics), mensen (.vcf, .csv, .json), antwoorden op een uitnodiging (.eml, .ics)',
    choose: 'Bestanden kiezen',
    reading: (name: string) => `${name} wordt gelezen …`,
    tooLarge: (name: string) =>
      `${name} is groter dan 50 MB. Exporteer een kortere periode en probeer het opnieuw.`,
    calendar: (name: string, events: number) =>
      `${name}: ${plural(events, 'afspraak', 'afspraken')} gelezen.`,
    people: (added: number, updated: number) =>
      updated === 0
        ? `${plural(added, 'persoon', 'mensen')} toegevoegd.`
        : `${plural(added, 'persoon', 'mensen')} toegevoegd, ${updated} bijgewerkt.`,
    offers: (count: number) => `${plural(count, 'persoon', 'mensen')} om uit te kiezen.`,
    toPeople: 'Kies wie je wilt volgen',
    completed: (name: string, what: string) => `${name}: nieuw zijn ${what}`,
    completedFields: {
      name: 'de naam',
      circle: 'de kring',
      department: 'de afdeling',
      cadenceDays: 'hoe vaak',
      maximumDays: 'hoe vaak',
      importance: 'hoe belangrijk',
      comfort: 'waar iemand zich prettig bij voelt',
      apart: 'met wie niet samen',
      place: 'de plaats',
      zone: 'de tijdzone',
      language: 'de taal',
      partner: 'de partner',
      spontaneous: 'spontaan',
      added: 'sinds wanneer',
    },
    skipped: (count: number) => `${plural(count, 'regel', 'regels')} overgeslagen`,
    skippedEntry: (uid: string | null, reason: string) => (uid === null ? reason : `${uid}: ${reason}`),
    answer: (from: string, what: string, said: string) => `${from} ${said} op ‘${what}’.`,
    unreadable: (name: string) => `${name} kon niet worden gelezen.`,
  },
  answers: {
    accepted: 'zei ja',
    declined: 'zei nee',
    tentative: 'zei misschien',
    'needs-action': 'heeft nog niet geantwoord',
  },
  connection: {
    lost: 'Golden Hour antwoordt niet. Er wordt gezocht …',
  },
  failures: {
    'invalid-input': 'Dat past niet.',
    'not-found': 'Dat is er niet meer.',
    conflict: 'Er is intussen iets veranderd.',
    offline: 'Geen verbinding.',
    unreadable: 'Dat kon niet worden gelezen.',
    refused: 'Dat werd geweigerd.',
    unauthorized: 'Dat kwam er niet in.',
    busy: 'Golden Hour is nog bezig met het vorige verzoek.',
    bug: 'Er ging iets mis dat niet mis had mogen gaan.',
    hostGone: 'Golden Hour antwoordt niet. Staat het nog aan?',
    log: (id: string) => `Het nummer in het logboek is ${id}.`,
  },
  locked: {
    title: 'Deze pagina is zonder sleutel geopend',
    text: 'Golden Hour opent zijn pagina met een sleutel die één keer werkt. Start Golden Hour opnieuw, dan opent deze pagina vanzelf.',
    unreachableTitle: 'Golden Hour staat niet aan',
    unreachableText: 'Start het opnieuw, dan opent deze pagina vanzelf.',
  },
  broken: {
    title: 'Deze pagina struikelde',
    text: 'Je plan is veilig: zonder jouw klik wordt hier niets verstuurd.',
    details: 'Wat er gebeurde',
  },
  notFound: {
    title: 'Hier is niets',
    text: 'Misschien is het een oud adres.',
    back: 'Naar de vooruitblik',
  },
  help: {
    title: 'Met het toetsenbord',
    singleKeys: 'Losse letters en cijfers werken als sneltoets',
    open: 'Hulp bij het toetsenbord',
    rows: {
      arrows: 'Tussen dagen en kaarten',
      homeEnd: 'Eerste en laatste dag',
      enter: 'De kaart of de dag openen',
      i: 'Uitnodigen: de open kaart',
      u: 'Ongedaan maken zolang het nog niet weg is',
      t: 'Een andere tijd',
      l: 'Kolommen of lijst',
      esc: 'Sluiten',
      go: 'Vooruitblik, Deze week, Mensen, Instellingen',
      help: 'Deze hulp',
    },
  },
};
