import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
// A new context sees the flag, which the one that is running does not.
const collect = runInNewContext('gc') as () => void;

/** What is still held after everything that nobody holds is gone, in megabytes. */
export function heapInUseMb(): number {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
