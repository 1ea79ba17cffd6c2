import { listNames } from '../words.ts';

const names = (people: readonly string[]): string => listNames(people, 'en');

export const week = {
  title: 'Deze week',
  days: 'Zeven dagen, vandaag eerst',
  later: (count: number) =>
    count === 1 ? 'Nog één idee na deze zeven dagen.' : `Nog ${count} ideeën na deze zeven dagen.`,
  freeFrom: (time: string) => `Vrij vanaf ${time}`,
  nothingFree: 'Niets vrij',
  free: 'vrij',
  forInvite: (activity: string, guests: readonly string[]) => `: ${activity} met ${names(guests)}`,
  counting: {
    create: (seconds: number) => `Gaat over ${seconds} s weg`,
    move: (seconds: number) => `Nieuwe tijd gaat over ${seconds} s weg`,
    cancel: (seconds: number) => `Over ${seconds} s afgezegd`,
    now: 'Wordt verstuurd …',
  },
  saveMessage: 'Bericht bewaren',
  changeIt: 'Verplaatsen of afzeggen in de vooruitblik',
  openOutlook: 'Open de tien dagen',
};
