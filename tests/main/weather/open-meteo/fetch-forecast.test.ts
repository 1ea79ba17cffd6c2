import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchForecast, type ForecastQuestion } from '#main/weather/open-meteo/fetch-forecast.ts';
import { createServiceUrl } from '#main/weather/open-meteo/request.ts';
import { valueOf } from '#tests/servers/open-meteo/answers.ts';
import { type OpenMeteoServer, startOpenMeteo } from '#tests/servers/open-meteo/server.ts';

const nowMs = Date.parse('2026-06-01T09:30:00Z');
let server: OpenMeteoServer;

beforeEach(async () => {
  server = await startOpenMeteo({ nowMs });
});

afterEach(async () => {
  await server[Symbol.asyncDispose]();
});

const question = (more: Partial<ForecastQuestion> = {}): ForecastQuestion => ({
  forecastUrl: server.url,
  ensembleUrl: server.url,
  apiKey: null,
  place: { lat: 52.372_834, lon: 4.895_168 },
  nowMs,
  fetch,
  timeoutMs: 5000,
  ...more,
});

const problem = (status: number, reason: string, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body: JSON.stringify({ error: true, reason }),
});

describe('fetchForecast', () => {
  it('asks for what it reads, as the API describes it', async (ctx) => {
    const outcome = await fetchForecast(question());
    expect(outcome.ok).toBe(true);
    if (!server.isContractChecked()) ctx.skip('the API descriptions are not beside the repository');
    expect(server.questions.map(({ url }) => url.pathname).toSorted()).toEqual([
      '/v1/ensemble',
      '/v1/forecast',
    ]);
  });

  it('gives the main run and 51 members on the same hours', async () => {
    const outcome = await fetchForecast(question());
    if (!outcome.ok) throw new Error(outcome.message);
    const { forecast, ensembleProblem } = outcome.value;
    expect(ensembleProblem).toBeNull();
    expect(forecast.issuedAtMs).toBe(nowMs);
    expect(forecast.hours).toHaveLength(17 * 24);
    expect(new Date(forecast.hours[0]!).toISOString()).toBe('2026-05-31T00:00:00.000Z');
    expect(forecast.members).toHaveLength(51);
    expect(forecast.main.precipitationProbability[3]).toBeCloseTo(0.21, 10);
    // The ensemble begins a day later than the forecast.
    expect(forecast.members[50]!.temperatureC[23]).toBeNaN();
    expect(forecast.members[50]!.temperatureC[24 + 5]).toBeCloseTo(valueOf('temperature_2m', 50, 5), 10);
    expect(forecast.members[7]!.gustKmh[24 + 30]).toBeCloseTo(valueOf('wind_gusts_10m', 7, 30), 10);
  });

  it('tells the town and not the house', async () => {
    await fetchForecast(question());
    for (const { url } of server.questions) {
      expect(url.searchParams.get('latitude')).toBe('52.37');
      expect(url.searchParams.get('longitude')).toBe('4.9');
    }
  });

  it('asks for gzip and says who asks', async () => {
    await fetchForecast(question());
    expect(server.questions[0]!.headers['accept-encoding']).toMatch(/gzip/);
    expect(server.questions[0]!.headers['user-agent']).toBe('golden-hour');
  });

  it('loses only the members when the ensemble fails', async () => {
    server.override('/v1/ensemble', problem(400, 'No data is available for this location'));
    const outcome = await fetchForecast(question());
    if (!outcome.ok) throw new Error(outcome.message);
    expect(outcome.value.forecast.members).toEqual([]);
    expect(outcome.value.forecast.hours).toHaveLength(17 * 24);
    expect(outcome.value.ensembleProblem).toMatch(/No data is available/);
  });

  it.each([
    [400, {}, 'refused', /Latitude/],
    [401, {}, 'unauthorized', /settings/],
    [429, { 'retry-after': '60' }, 'busy', /in 60 seconds/],
    [429, {}, 'busy', /later/],
    [503, {}, 'busy', /503/],
  ])('%d with %o is a failure with its reason', async (status, headers, code, message) => {
    server.override('/v1/forecast', problem(status, 'Latitude must be in range', headers));
    const outcome = await fetchForecast(question());
    expect(outcome).toMatchObject({ ok: false, code, message: expect.stringMatching(message) });
  });

  it('is offline when nobody listens, when the line drops and when nobody answers in time', async () => {
    server.override('/v1/forecast', 'drop');
    expect(await fetchForecast(question())).toMatchObject({ ok: false, code: 'offline' });
    server.override('/v1/forecast', 'hang');
    expect(await fetchForecast(question({ timeoutMs: 50 }))).toMatchObject({
      ok: false,
      code: 'offline',
      message: expect.stringMatching(/0.05 seconds/),
    });
    const { url } = server;
    await server[Symbol.asyncDispose]();
    expect(await fetchForecast(question({ forecastUrl: url }))).toMatchObject({ ok: false, code: 'offline' });
    server = await startOpenMeteo({ nowMs });
  });

  it('stops when it is called off', async () => {
    server.override('/v1/forecast', 'hang');
    server.override('/v1/ensemble', 'hang');
    const controller = new AbortController();
    const outcome = fetchForecast(question({ signal: controller.signal }));
    controller.abort();
    expect(await outcome).toMatchObject({
      ok: false,
      code: 'offline',
      message: expect.stringMatching(/called off/),
    });
  });

  it('does not take a sign-in page for a forecast', async () => {
    server.override('/v1/forecast', {
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<html>',
    });
    expect(await fetchForecast(question())).toMatchObject({ ok: false, code: 'unreadable' });
  });

  it('sends the key, and never says it', async () => {
    server.override('/v1/forecast', problem(403, 'The API key is invalid'));
    const outcome = await fetchForecast(question({ apiKey: 'sesame' }));
    expect(server.questions.every(({ url }) => url.searchParams.get('apikey') === 'sesame')).toBe(true);
    expect(JSON.stringify(outcome)).not.toContain('sesame');
  });
});

describe('createServiceUrl', () => {
  it('goes to the customers with a key, and stays where the user sent it', () => {
    const host = (base: string, key: string | null) => createServiceUrl(base, '/v1/forecast', key).host;
    expect(host('https://api.open-meteo.com', null)).toBe('api.open-meteo.com');
    expect(host('https://api.open-meteo.com', 'k')).toBe('customer-api.open-meteo.com');
    expect(host('https://ensemble-api.open-meteo.com/', 'k')).toBe('customer-ensemble-api.open-meteo.com');
    expect(host('https://customer-api.open-meteo.com', 'k')).toBe('customer-api.open-meteo.com');
    expect(host('http://weather.example.com:8080', 'k')).toBe('weather.example.com:8080');
  });
});
