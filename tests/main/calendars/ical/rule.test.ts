import { describe, expect, it } from 'vitest';
import { readRule } from '#main/calendars/ical/rule.ts';

describe('readRule', () => {
  it('reads every part, sorted and without repeats', () => {
    expect(
      readRule(
        'freq=monthly;INTERVAL=2;COUNT=10;BYDAY=-1FR,2MO,2MO;BYMONTH=5,4;BYMONTHDAY=15,-1;BYHOUR=9,8;BYSETPOS=3,-1;WKST=SU;',
      ),
    ).toMatchObject({
      freq: 'MONTHLY',
      interval: 2,
      count: 10,
      until: null,
      byDay: ['2MO', '-1FR'],
      byMonth: [4, 5],
      byMonthDay: [-1, 15],
      byHour: [8, 9],
      bySetPos: [-1, 3],
      wkst: 'SU',
    });
  });

  it('ignores what it does not know', () => {
    expect(readRule('RRULE:Anything;FREQ=WEEKLY;X-FOO=1')).toMatchObject({ freq: 'WEEKLY' });
  });

  it.each([
    ['FREQ=SOMETIMES', "the frequency 'SOMETIMES' is unknown"],
    ['BYDAY=MO', "the frequency '' is unknown"],
    ['FREQ=DAILY;INTERVAL=0', "INTERVAL is '0', not a whole number above 0"],
    ['FREQ=DAILY;COUNT=ten', "COUNT is 'ten', not a whole number above 0"],
    ['FREQ=DAILY;BYHOUR=24', "BYHOUR holds '24'"],
    ['FREQ=MONTHLY;BYMONTHDAY=0', "BYMONTHDAY holds '0'"],
    ['FREQ=WEEKLY;BYDAY=XX', "BYDAY holds 'XX'"],
    ['FREQ=WEEKLY;WKST=2', "WKST is '2'"],
  ])('says what is wrong with %s', (value, problem) => {
    expect(readRule(value)).toBe(problem);
  });
});
