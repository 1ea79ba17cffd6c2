import type { Handlers } from '#contract/methods.ts';
import { fail, succeed } from '#contract/outcome.ts';
import { verifyAccount } from '#main/invites/smtp/transport.ts';
import { searchTowns } from '#main/places/open-meteo/search-towns.ts';
import { createServiceUrl, requestJson } from '#main/weather/open-meteo/request.ts';
import type { AppContext } from '../context.ts';
import { SMTP_PASSWORD, WEATHER_KEY } from '../secret-names.ts';

export function createSettingsHandlers(context: AppContext) {
  const { settings, secrets, weather } = context;
  /** Everything may look different with other settings: hours, language, whose addresses are the user's. */
  const changed = (): void => {
    context.changed('settings', 'outlook', 'people');
    context.inBackground(weather.refreshIfDue());
  };

  return {
    'settings.read': () => succeed(settings.read()),
    'settings.save': ({ changes }) => {
      const saved = settings.save(changes);
      if (saved.ok) changed();
      return saved;
    },
    'settings.saveSmtp': async ({ account, password }) => {
      const saved = settings.save({ smtp: account });
      if (!saved.ok) return saved;
      if (account === null) await secrets.remove(SMTP_PASSWORD);
      else if (password !== null) await secrets.set(SMTP_PASSWORD, password);
      changed();
      return saved;
    },
    'settings.testSmtp': async () => {
      const { smtp } = settings.read();
      return smtp === null
        ? fail('not-found', 'No mail account is set up. Fill in and save one first.')
        : verifyAccount(smtp, await secrets.get(SMTP_PASSWORD));
    },
    'settings.saveWeatherKey': async ({ key }) => {
      if (key === null || key === '') await secrets.remove(WEATHER_KEY);
      else await secrets.set(WEATHER_KEY, key);
      changed();
      return succeed(settings.read());
    },
    'places.search': async ({ query }) => {
      const { geocodingUrl } = settings.read().weather;
      return searchTowns({
        query,
        language: context.language(),
        url: createServiceUrl(geocodingUrl, '/v1/search', await secrets.get(WEATHER_KEY)),
        requestJson: (url) => requestJson(url, { fetch: context.fetch }),
      });
    },
  } satisfies Partial<Handlers>;
}
