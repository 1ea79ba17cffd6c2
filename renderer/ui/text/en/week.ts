import { listNames } from '../words.ts';

const names = (people: readonly string[]): string => listNames(people, 'and');

export const week = {
  title: 'This week',
  days: 'Seven days, today first',
  later: (count: number) =>
    count === 1 ? 'One more idea after these seven days.' : `${count} more ideas after these seven days.`,
  freeFrom: (time: string) => `Free from ${time}`,
  nothingFree: 'Nothing free',
  free: 'free',
  forInvite: (activity: string, guests: readonly string[]) => `: ${activity} with ${names(guests)}`,
  counting: {
    create: (seconds: number) => `Sending in ${seconds} s`,
    move: (seconds: number) => `New time goes out in ${seconds} s`,
    cancel: (seconds: number) => `Calling off in ${seconds} s`,
    now: 'Sending …',
  },
  saveMessage: 'Save message',
  changeIt: 'Move it or call it off in the outlook',
  openOutlook: 'Open the 10-day outlook',
};
