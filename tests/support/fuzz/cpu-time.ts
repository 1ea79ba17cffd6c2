/** What this thread itself has worked, in milliseconds: a busy machine does not count. */
export function cpuTimeMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
