import { listNames, plural } from '../words.ts';

const names = (people: readonly string[]): string => listNames(people, 'and');

export const common = {
  names,
  appName: 'Golden Hour',
  navigation: { label: 'Main', outlook: 'Outlook', people: 'People', settings: 'Settings' },
  skipToContent: 'Skip to the content',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  saved: 'Saved',
  add: 'Add',
  remove: 'Remove',
  edit: 'Edit',
  back: 'Back',
  retry: 'Try again',
  reload: 'Load this page again',
  loading: 'One moment …',
  circles: {
    reports: 'Reports',
    leaders: 'Leaders',
    peers: 'Peers',
    support: 'Support',
    partners: 'Other departments',
    customers: 'Customers',
    former: 'Earlier jobs',
    network: 'Network',
  },
  age: {
    calendar: (when: string) => `Calendar from ${when}`,
    forecast: (when: string) => `forecast from ${when}`,
    stale: 'Older than it should be',
    noCalendar: 'No calendar yet',
    noForecast: 'no forecast',
    refresh: 'Read calendar and forecast again',
  },
  sample: {
    chip: 'Sample week',
    explanation: 'A made-up team and a constructed forecast.',
  },
  undo: {
    sending: (what: string, guests: readonly string[], seconds: number) =>
      `Sending “${what}” to ${names(guests)} in ${seconds} s`,
    moving: (what: string, guests: readonly string[], seconds: number) =>
      `Telling ${names(guests)} the new time of “${what}” in ${seconds} s`,
    cancelling: (what: string, guests: readonly string[], seconds: number) =>
      `Calling off “${what}” with ${names(guests)} in ${seconds} s`,
    leaving: (what: string) => `Sending “${what}” …`,
    announce: (what: string) => `“${what}” leaves in ten seconds. Press U to undo.`,
    action: 'Undo',
    undone: 'Undone. Nothing left.',
    label: 'About to leave',
  },
  notices: {
    label: 'Messages',
    sent: (what: string, waiting: number) =>
      `“${what}” is sent. Waiting for ${plural(waiting, 'answer', 'answers')}.`,
    handedOver: (what: string) => `“${what}” waits in your mail program: send it from there.`,
    downloadMessage: 'Save the message (.eml)',
    failed: (what: string) => `“${what}” did not leave.`,
    cancelled: (what: string) => `“${what}” is called off.`,
    working: (task: string) => `${task} …`,
  },
  files: {
    dropTitle: 'Let go to add it',
    dropText: 'Calendars (.ics), people (.vcf, .csv, .json), answers to an invite (.eml, .ics)',
    choose: 'Choose files',
    reading: (name: string) => `Reading ${name} …`,
    tooLarge: (name: string) => `${name} is larger than 50 MB. Export a shorter period and try again.`,
    calendar: (name: string, events: number) => `${name}: ${plural(events, 'event', 'events')} read.`,
    people: (added: number, updated: number) =>
      updated === 0
        ? `${plural(added, 'person', 'people')} added.`
        : `${plural(added, 'person', 'people')} added, ${updated} updated.`,
    offers: (count: number) => `${plural(count, 'person', 'people')} to choose from.`,
    toPeople: 'Choose whom to follow',
    skipped: (count: number) => `${plural(count, 'entry', 'entries')} skipped`,
    skippedEntry: (uid: string | null, reason: string) => (uid === null ? reason : `${uid}: ${reason}`),
    answer: (from: string, what: string, said: string) => `${from} ${said} to “${what}”.`,
    unreadable: (name: string) => `${name} could not be read.`,
  },
  answers: {
    accepted: 'said yes',
    declined: 'said no',
    tentative: 'said maybe',
    'needs-action': 'has not answered',
  },
  connection: {
    lost: 'Golden Hour does not answer. Looking for it …',
  },
  failures: {
    'invalid-input': 'That does not fit.',
    'not-found': 'That is not there any more.',
    conflict: 'Something has changed in the meantime.',
    offline: 'No connection.',
    unreadable: 'That could not be read.',
    refused: 'That was refused.',
    unauthorized: 'That was not let in.',
    busy: 'Golden Hour is still busy with the last request.',
    bug: 'Something went wrong that should not have.',
    hostGone: 'Golden Hour does not answer. Is it still running?',
    log: (id: string) => `Its number in the log is ${id}.`,
  },
  locked: {
    title: 'This page was opened without its key',
    text: 'Golden Hour opens its own page with a key that works once. Start Golden Hour again and this page opens by itself.',
    unreachableTitle: 'Golden Hour is not running',
    unreachableText: 'Start it again and this page opens by itself.',
  },
  broken: {
    title: 'This page stumbled',
    text: 'Your plan is safe: nothing is sent from here without your click.',
    details: 'What happened',
  },
  notFound: {
    title: 'There is nothing here',
    text: 'The address may be an old one.',
    back: 'To the outlook',
  },
  help: {
    title: 'By keyboard',
    singleKeys: 'Single letters and digits work as shortcuts',
    open: 'Keyboard help',
    rows: {
      arrows: 'Move between days and cards',
      homeEnd: 'First and last day',
      enter: 'Open the card or the day',
      i: 'Invite: the open card',
      u: 'Undo while it is about to leave',
      t: 'Another time',
      l: 'Columns or list',
      esc: 'Close',
      go: 'Outlook, People, Settings',
      help: 'This help',
    },
  },
};
