import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { autostartEntry } from '#main/electron/autostart-entry.ts';

const execOf = (path: string, ...args: string[]): string =>
  /^Exec=(.*)$/m.exec(autostartEntry({ path, args }))?.[1] ?? '';

/** What a desktop reads: first the string's own escapes, then quotes and field codes (Desktop Entry 1.5). */
function readExec(line: string): string[] {
  const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', s: ' ', '\\': '\\' };
  const text = line.replace(/\\(.)/g, (whole, code: string) => escapes[code] ?? whole);
  return [...text.matchAll(/"((?:[^"\\]|\\[^])*)"|(\S+)/g)].map(([, quoted, plain]) =>
    (plain ?? (quoted ?? '').replace(/\\([^])/g, '$1')).replaceAll('%%', '%'),
  );
}

describe('the autostart entry', () => {
  it('is a desktop entry in two languages', () => {
    expect(autostartEntry({ path: '/opt/Golden Hour/golden-hour', args: ['--hidden'] })).toBe(
      [
        '[Desktop Entry]',
        'Type=Application',
        'Name=Golden Hour',
        'Comment=Finds time for the people you want to see',
        'Comment[nl]=Vindt tijd voor de mensen die je wilt zien',
        'Exec="/opt/Golden Hour/golden-hour" --hidden',
        'Terminal=false',
        'X-GNOME-Autostart-enabled=true',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['/usr/bin/golden-hour', '/usr/bin/golden-hour'],
    ['/home/é/app', '"/home/é/app"'],
    ['/a b', '"/a b"'],
    ['/100%', '"/100%%"'],
    ['/$HOME', String.raw`"/\\$HOME"`],
    [String.raw`/a\b`, String.raw`"/a\\\\b"`],
    ['/a"b`', String.raw`"/a\\"b\\${'`'}"`],
    ['/a\nb', String.raw`"/a\nb"`],
  ])('quotes %j', (path, exec) => {
    expect(execOf(path)).toBe(exec);
  });

  it('gives back any path and argument, and never a second line', () => {
    const path = fc.string({ minLength: 1 }).map((text) => `/${text.replaceAll('\0', '')}`);
    fc.assert(
      fc.property(path, fc.array(path, { maxLength: 3 }), (program, args) => {
        const entry = autostartEntry({ path: program, args });
        expect(entry.split(/[\n\r]/)).toHaveLength(9);
        expect(readExec(execOf(program, ...args))).toEqual([program, ...args]);
      }),
    );
  });
});
