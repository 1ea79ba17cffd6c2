/** Works through `tasks` in order, `lanes` of them at a time; results in the order of the tasks. */
export async function inLanes<Task, Result>(
  lanes: number,
  tasks: readonly Task[],
  work: (task: Task, index: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < tasks.length; index = next++) {
      const task = tasks[index];
      if (task !== undefined) results[index] = await work(task, index);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
