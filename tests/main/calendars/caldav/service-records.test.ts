import { expect, test } from 'vitest';
import { findServiceAddresses, type ServiceRecords } from '#main/calendars/caldav/service-records.ts';

const record = (name: string, priority: number, weight: number, port = 443) => ({
  name,
  priority,
  weight,
  port,
});
const answer = (
  srv: Awaited<ReturnType<ServiceRecords['srv']>>,
  txt: readonly (readonly string[])[] = [],
): ServiceRecords => ({ srv: async () => srv, txt: async () => txt });

const find = async (records: ServiceRecords): Promise<readonly string[]> =>
  (await findServiceAddresses('example.org', records)).map(({ url }) => url.href);

test('the lowest priority first, then the heaviest weight, whatever order the name server gives', async () => {
  const records = [
    record('c.example.org', 20, 0),
    record('b.example.org', 10, 5),
    record('a.example.org', 10, 60, 8443),
  ];
  const expected = ['https://a.example.org:8443/', 'https://b.example.org/', 'https://c.example.org/'];
  expect(await find(answer(records))).toEqual(expected);
  expect(await find(answer(records.toReversed()))).toEqual(expected);
});

test('a TXT record names the path', async () => {
  expect(await find(answer([record('a.example.org', 1, 1)], [['v=spf1'], ['path=/d', 'av/']]))).toEqual([
    'https://a.example.org/dav/',
  ]);
});

test('a single dot says that there is no such service; no record says nothing', async () => {
  expect(await find(answer([record('.', 0, 0)]))).toEqual([]);
  expect(await find(answer([]))).toEqual([]);
});
