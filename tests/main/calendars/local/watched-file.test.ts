import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, type Mock, test, vi } from 'vitest';
import type { WatchedFileAnswer } from '#main/calendars/local/file-look.ts';
import type { FileStamp } from '#main/calendars/local/file-stamp.ts';
import { readWatchedFile, watchFile } from '#main/calendars/local/watched-file.ts';

const calendar = (summary: string): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    'UID:1@example.com',
    'DTSTART:20260604T100000Z',
    `SUMMARY:${summary}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
const QUICK = { settleMs: 20 };

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-hour-watched-'));
  path = join(folder, 'team.ics');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** As if it had been written long ago, so that its stamp can be trusted. */
function writeLongAgo(text: string, seconds = 1_780_000_000): void {
  writeFileSync(path, text);
  utimesSync(path, seconds, seconds);
}

async function readContent(seen: FileStamp | null = null): Promise<{ text: string; stamp: FileStamp }> {
  const answer = await readWatchedFile(path, seen, QUICK);
  if (answer.kind !== 'content') throw new Error(describeAnswer(answer));
  return { text: new TextDecoder().decode(answer.bytes), stamp: answer.stamp };
}

const describeAnswer = (answer: WatchedFileAnswer): string =>
  answer.kind === 'failed' ? `${answer.failure.kind}: ${answer.failure.detail}` : answer.kind;

const read = async (seen: FileStamp | null = null): Promise<string> =>
  describeAnswer(await readWatchedFile(path, seen, QUICK));

describe('reading', () => {
  test('gives the content once, and again when it was written', async () => {
    writeLongAgo(calendar('One'));
    const first = await readContent();
    expect(first.text).toBe(calendar('One'));
    expect(await read(first.stamp)).toBe('unchanged');
    writeLongAgo(calendar('Two'), 1_780_000_100);
    expect((await readContent(first.stamp)).text).toBe(calendar('Two'));
  });

  test('sees a file that was put in its place, of the same time and size', async () => {
    writeLongAgo(calendar('One'));
    const { stamp } = await readContent();
    const next = join(folder, '.team.ics.part');
    writeFileSync(next, calendar('Two'));
    utimesSync(next, 1_780_000_000, 1_780_000_000);
    renameSync(next, path);
    expect((await readContent(stamp)).text).toBe(calendar('Two'));
  });

  test('does not trust a stamp that was taken while the file was fresh', async () => {
    writeFileSync(path, calendar('One'));
    const { mtime } = statSync(path);
    const { stamp } = await readContent();
    expect(stamp.isSettled).toBe(false);
    writeFileSync(path, calendar('Two'));
    utimesSync(path, mtime, mtime);
    expect((await readContent(stamp)).text).toBe(calendar('Two'));
  });

  test.each([
    ['half a calendar', calendar('One').slice(0, 80), 'unreadable: it ends in the middle'],
    ['nothing', '', 'unreadable: it is empty'],
    ['a page', '<html></html>', 'unreadable: it is a web page'],
  ])('%s stays half and is no content', async (_, text, failure) => {
    writeFileSync(path, text);
    expect(await read()).toBe(failure);
  });

  test('a file that is being written is waited for', async () => {
    const whole = calendar('Whole');
    writeFileSync(path, whole.slice(0, 60));
    setTimeout(() => writeFileSync(path, whole), 30);
    const answer = await readWatchedFile(path, null, { settleMs: 60 });
    expect(answer.kind === 'content' && new TextDecoder().decode(answer.bytes)).toBe(whole);
  });

  test('a file that never stands still is left for later', async () => {
    let size = 0;
    const writing = setInterval(() => {
      size += 1;
      writeFileSync(path, calendar('x'.repeat(size)).slice(0, -20));
    }, 5);
    await wait(20);
    const answer = await read();
    clearInterval(writing);
    expect(answer).toMatch(/^unreadable: /);
  });

  test('removed is gone; back is content', async () => {
    writeLongAgo(calendar('One'));
    const { stamp } = await readContent();
    rmSync(path);
    expect(await read(stamp)).toBe('gone: it is not there');
    writeLongAgo(calendar('Two'), 1_780_000_100);
    expect((await readContent(stamp)).text).toBe(calendar('Two'));
  });

  test('a folder that is not there is a drive that is away', async () => {
    path = join(folder, 'drive', 'team.ics');
    expect(await read()).toBe('offline: its folder is not there');
  });

  test('a drive that does not answer is not waited for', async () => {
    writeFileSync(path, calendar('x').slice(0, 60));
    const answer = await readWatchedFile(path, null, { settleMs: 5_000, totalMs: 50 });
    expect(describeAnswer(answer)).toBe('offline: its drive did not answer within 0.05 seconds');
  });

  test('a folder, a socket and a file that is too large are not read', async () => {
    mkdirSync(join(folder, 'a'));
    path = join(folder, 'a');
    expect(await read()).toBe('unreadable: it is a folder');
    path = join(folder, 'socket');
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(path, resolve);
    });
    expect(await read()).toBe('unreadable: it is no file');
    server.close();
    path = join(folder, 'large');
    writeFileSync(path, calendar('x'));
    expect(describeAnswer(await readWatchedFile(path, null, { bytes: 50 }))).toMatch(/^too-large: /);
  });

  test('a path that no system takes is refused', async () => {
    path = join(folder, 'x'.repeat(300));
    expect(await read()).toBe('refused: it may not be read (ENAMETOOLONG)');
  });
});

describe('watching', () => {
  const stops: (() => void)[] = [];
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });

  function watchIt(lookEveryMs?: number): Mock<() => void> {
    const onChange = vi.fn<() => void>();
    stops.push(watchFile(path, onChange, lookEveryMs === undefined ? {} : { lookEveryMs }));
    return onChange;
  }

  /** How often it was called, once that is at least so many times. */
  const calls = (onChange: Mock<() => void>, least: number): Promise<number> =>
    vi.waitFor(
      () => {
        const { length } = onChange.mock.calls;
        if (length < least) throw new Error(`${length} calls`);
        return length;
      },
      { timeout: 5_000, interval: 20 },
    );

  test('tells once of a save of many writes, of a replacement, of a removal and of its return', async () => {
    writeFileSync(path, 'a');
    const onChange = watchIt();
    for (let i = 0; i < 5; i++) {
      writeFileSync(path, 'b'.repeat(i + 1));
      await wait(10);
    }
    expect(await calls(onChange, 1)).toBe(1);
    writeFileSync(`${path}.part`, 'c');
    renameSync(`${path}.part`, path);
    expect(await calls(onChange, 2)).toBe(2);
    rmSync(path);
    expect(await calls(onChange, 3)).toBe(3);
    writeFileSync(path, 'd');
    expect(await calls(onChange, 4)).toBe(4);
  });

  test('says nothing of its neighbours', async () => {
    writeFileSync(path, 'a');
    const onChange = watchIt();
    await wait(50);
    writeFileSync(join(folder, 'other.ics'), 'b');
    await wait(500);
    expect(onChange).not.toHaveBeenCalled();
  });

  test('a folder that comes and goes', async () => {
    path = join(folder, 'drive', 'team.ics');
    const onChange = watchIt(50);
    await wait(120);
    mkdirSync(join(folder, 'drive'));
    writeFileSync(path, 'a');
    expect(await calls(onChange, 1)).toBe(1);
    rmSync(join(folder, 'drive'), { recursive: true });
    expect(await calls(onChange, 2)).toBe(2);
    mkdirSync(join(folder, 'drive'));
    writeFileSync(path, 'b');
    expect(await calls(onChange, 3)).toBe(3);
  });

  test('says nothing once it is disposed of, also of what it was about to say', async () => {
    writeFileSync(path, 'a');
    const onChange = watchIt(50);
    await wait(80);
    writeFileSync(path, 'bb');
    await wait(50);
    for (const stop of stops.splice(0)) stop();
    await wait(500);
    expect(onChange).not.toHaveBeenCalled();
  });
});
