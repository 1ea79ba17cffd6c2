import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { succeed } from '#contract/outcome.ts';
import { searchTowns } from '#main/places/open-meteo/search-towns.ts';
import { createServiceUrl, requestJson } from '#main/weather/open-meteo/request.ts';
import { type OpenMeteoServer, startOpenMeteo } from '#tests/servers/open-meteo/server.ts';

let server: OpenMeteoServer;

beforeEach(async () => {
  server = await startOpenMeteo({ nowMs: 0 });
});

afterEach(async () => {
  await server[Symbol.asyncDispose]();
});

const search = (query: string) =>
  searchTowns({
    query,
    language: 'nl',
    url: createServiceUrl(server.url, '/v1/search', null),
    requestJson: (url) => requestJson(url, { fetch, timeoutMs: 5000 }),
  });

describe('searchTowns', () => {
  it('finds a town with its zone', async () => {
    expect(await search('  Amster  ')).toEqual(
      succeed([
        {
          name: 'Amsterdam',
          region: 'North Holland',
          country: 'The Netherlands',
          countryCode: 'NL',
          lat: 52.374_03,
          lon: 4.889_69,
          zone: 'Europe/Amsterdam',
        },
      ]),
    );
    expect(server.questions[0]!.url.searchParams.get('language')).toBe('nl');
  });

  it('finds nothing without complaint, and leaves out what has no zone', async () => {
    expect(await search('Nowhereville')).toEqual(succeed([]));
    expect(await search('Ant')).toEqual(succeed([]));
  });

  it.each(['Damrak 70', 'Keizersgracht 123, Amsterdam', '123 Main Street', 'Hauptplatz 5a, Linz', 'a', ' '])(
    "sends nothing for '%s'",
    async (query) => {
      expect(await search(query)).toMatchObject({ ok: false, code: 'invalid-input' });
      expect(server.questions).toEqual([]);
    },
  );

  it.each(['1012', '1012 AB', 'SW1A 1AA', '10001', 'K1A 0B1', 'St. Louis', '8000 Zürich', 'Den Haag'])(
    "sends '%s'",
    async (query) => {
      expect(await search(query)).toMatchObject({ ok: true });
      expect(server.questions).toHaveLength(1);
    },
  );

  it('says why a search failed', async () => {
    server.override('/v1/search', { status: 200, body: '{"results": "many"}' });
    expect(await search('Utrecht')).toMatchObject({ ok: false, code: 'unreadable' });
    server.override('/v1/search', 'drop');
    expect(await search('Utrecht')).toMatchObject({ ok: false, code: 'offline' });
  });
});
