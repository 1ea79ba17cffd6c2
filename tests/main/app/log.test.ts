import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Log, openLog } from '#main/app/log.ts';

let path: string;
let log: Log;

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'golden-hour-log-')), 'data', 'golden-hour.log');
  log = openLog(path, () => Date.UTC(2026, 5, 4, 9));
});

const readLines = (): Record<string, unknown>[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the log', () => {
  it('says when, what and how many', () => {
    log.write('calendar.read', { events: 12 });
    expect(readLines()).toEqual([{ at: '2026-06-04T09:00:00.000Z', event: 'calendar.read', events: 12 }]);
  });

  it('is of this user alone', () => {
    log.write('started');
    // Windows keeps no such bits.
    expect(statSync(path).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
  });

  it('tells where a bug is, and nothing that anybody wrote', () => {
    const error = new TypeError('Cannot read Priya Nair <priya@example.com>\nat home, Keizersgracht 1');
    const id = log.bug(error, { method: 'people.read' });
    const [line] = readLines();
    expect(line).toMatchObject({ event: 'bug', id, kind: 'TypeError', method: 'people.read' });
    expect(line?.['frames']).toContain('tests/main/app/log.test.ts');
    const text = readFileSync(path, 'utf8');
    for (const private_ of ['Priya', 'example.com', 'Keizersgracht', tmpdir()]) {
      expect(text).not.toContain(private_);
    }
  });

  it('tells of several bugs at once where the first of them is', () => {
    const inner = new RangeError('priya@example.com');
    inner.stack = 'RangeError: priya@example.com\n    at sendInvite (main/invites/sender.ts:1:2)';
    log.bug(new AggregateError([inner, new Error('Another.')], '2 of 3 due invites failed.'));
    expect(readLines()[0]).toMatchObject({ kind: 'AggregateError', first: 'RangeError' });
    expect(readLines()[0]?.['frames']).toMatch(/^sendInvite \(main\/invites\/sender\.ts:1:2\)/);
    expect(readFileSync(path, 'utf8')).not.toContain('priya');
  });

  it('takes anything that was thrown', () => {
    log.bug('priya@example.com');
    log.bug(undefined);
    expect(readLines().map(({ kind }) => kind)).toEqual(['string', 'undefined']);
    expect(readFileSync(path, 'utf8')).not.toContain('priya');
  });

  it('never grows beyond two files of a megabyte', () => {
    log.write('first');
    writeFileSync(path, 'x'.repeat(1_000_001));
    log.write('second');
    expect(readLines()).toHaveLength(1);
    expect(existsSync(`${path}.1`)).toBe(true);
    writeFileSync(path, 'y'.repeat(1_000_001));
    log.write('third');
    expect(readFileSync(`${path}.1`, 'utf8').startsWith('y')).toBe(true);
  });
});
