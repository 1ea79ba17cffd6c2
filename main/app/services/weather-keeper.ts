import type { SecretStore } from '#main/store/secrets.ts';
import type { Store } from '#main/store/open.ts';
import { isForecastDue } from '../forecast-cache.ts';
import { WEATHER_KEY } from '../secret-names.ts';
import type { HeavyWork, Moment } from '../heavy/heavy-work.ts';

/** Asks for the weather at most once an hour, once at a time, whatever asks for it. */
export interface WeatherKeeper {
  /** Whether the weather service was asked. */
  refreshIfDue(): Promise<boolean>;
}

export interface WeatherKeeperParts {
  readonly store: Store;
  readonly secrets: SecretStore;
  readonly heavy: HeavyWork;
  readonly moment: () => Moment;
  readonly onRefreshed: () => void;
}

export function createWeatherKeeper(parts: WeatherKeeperParts): WeatherKeeper {
  const { store, secrets, heavy, moment, onRefreshed } = parts;
  let running: Promise<boolean> | null = null;

  async function refresh(): Promise<boolean> {
    const now = moment();
    if (!isForecastDue(store, now.settings, now.nowMs)) return false;
    await heavy.refreshForecast({ ...now, apiKey: await secrets.get(WEATHER_KEY) });
    onRefreshed();
    return true;
  }

  return {
    refreshIfDue() {
      running ??= refresh().finally(() => {
        running = null;
      });
      return running;
    },
  };
}
