// One of several processes that open the same store at the same time; started by open.test.ts.
import { openStore } from '#main/store/open.ts';

const [path = '', rounds = '0'] = process.argv.slice(2);
const opened = openStore(path);
if (!opened.ok) throw new Error(opened.message);
for (let round = 0; round < Number(rounds); round++) {
  opened.value.meta.save(`${process.pid}-${round}`, 'written');
  opened.value.outbox.acquireLease(String(process.pid), round, round + 1);
}
opened.value.close();
