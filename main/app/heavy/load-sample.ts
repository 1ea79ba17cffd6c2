import { type Outcome, succeed } from '#contract/outcome.ts';
import type { Store } from '#main/store/open.ts';
import { SAMPLE_CALENDAR, sampleWeekOn, saveSampleMark, settingsWithSample } from '../sample-state.ts';
import type { Moment } from './heavy-work.ts';
import { importCalendar } from './import-calendar.ts';

export async function loadSample(store: Store, moment: Moment): Promise<Outcome<null>> {
  const { language, zone, nowMs } = moment;
  const sample = sampleWeekOn({ language, zone }, nowMs);
  store.transact(() => {
    saveSampleMark(store, { language, zone, settings: sample.settings });
    for (const person of sample.people) store.people.save(person, { sample: true });
  });
  const { name, text } = sample.calendar;
  const read = await importCalendar(store, {
    ...moment,
    settings: settingsWithSample(moment.settings, sample.settings),
    file: { id: SAMPLE_CALENDAR, name, kind: 'sample', text },
  });
  return read.ok ? succeed(null) : read;
}
