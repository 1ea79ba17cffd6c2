import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSettingsFile } from '#main/store/conf/settings-file.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';
import { temporaryFolder } from '../temporary.ts';

const newPath = (): string => join(temporaryFolder(), 'config', 'settings.json');

describe('openSettingsFile', () => {
  it('starts with the defaults and writes nothing until something is saved', () => {
    const path = newPath();
    expect(openSettingsFile(path).read()).toEqual(DEFAULT_SETTINGS);
    expect(readdirSync(join(path, '..'))).toEqual([]);
  });

  it('saves the parts that changed, for its owner alone, and sees what others save', () => {
    const path = newPath();
    const [one, other] = [openSettingsFile(path), openSettingsFile(path)];
    expect(one.save({ myName: 'Alex', me: ['Alex@example.com'] })).toMatchObject({
      ok: true,
      value: { myName: 'Alex', me: ['alex@example.com'] },
    });
    expect(other.read().myName).toBe('Alex');
    other.save({ theme: 'dark' });
    expect(one.read()).toMatchObject({ myName: 'Alex', theme: 'dark' });
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      me: ['alex@example.com'],
      myName: 'Alex',
      theme: 'dark',
    });
  });

  it('refuses what is not possible and keeps what is there', () => {
    const settings = openSettingsFile(newPath());
    settings.save({ country: 'NL' });
    expect(settings.save({ country: 'Netherlands' })).toMatchObject({ ok: false, code: 'invalid-input' });
    expect(settings.read().country).toBe('NL');
  });

  it('warns of a wrong part and keeps it in the file for its writer to mend', () => {
    const path = newPath();
    const settings = openSettingsFile(path);
    settings.save({ myName: 'Alex' });
    writeFileSync(path, '{"myName": "Alex", "country": "Netherlands", "offices": ["HQ"]}');
    expect(settings.read()).toMatchObject({ myName: 'Alex', country: null, offices: ['HQ'] });
    expect(settings.warnings()).toHaveLength(1);
    settings.save({ theme: 'light' });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ country: 'Netherlands', theme: 'light' });
  });

  it('never loses a file that is no JSON', () => {
    const path = newPath();
    const settings = openSettingsFile(path);
    const broken = '{"myName": "Alex", "offices": ["HQ",}';
    writeFileSync(path, broken);
    expect(settings.read()).toEqual(DEFAULT_SETTINGS);
    expect(settings.warnings()[0]).toContain('is not JSON');
    expect(readFileSync(path, 'utf8')).toBe(broken);
    expect(settings.save({ theme: 'dark' })).toMatchObject({ ok: true });
    expect(readFileSync(`${path}.unreadable-1`, 'utf8')).toBe(broken);
    expect(settings.read().theme).toBe('dark');
    writeFileSync(path, 'x');
    settings.save({ theme: 'light' });
    expect(readFileSync(`${path}.unreadable-2`, 'utf8')).toBe('x');
  });
});
