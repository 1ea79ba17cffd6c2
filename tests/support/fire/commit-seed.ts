import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * A number that belongs to the commit, so that one commit always tries the same things and the next one others.
 * GOLDEN_HOUR_SEED overrules it to repeat a run; outside a repository it is 1.
 */
export function commitSeed(): number {
  const given = process.env['GOLDEN_HOUR_SEED'];
  if (given !== undefined) return Number(given);
  try {
    const hash = execFileSync('git', ['rev-parse', 'HEAD'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number.parseInt(hash.slice(0, 8), 16);
  } catch {
    // An unpacked archive has no commit.
    return 1;
  }
}
