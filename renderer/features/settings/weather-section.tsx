import { useState } from 'react';
import type { Settings } from '#contract/settings.ts';
import { useCall, useHost } from '#renderer/bridge/host.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { CheckField, TextField } from '#renderer/ui/field.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { DraftField } from './draft-fields.tsx';
import type { SectionProps } from './settings-page.tsx';

type Address = 'forecastUrl' | 'ensembleUrl' | 'geocodingUrl';
const addresses = ['forecastUrl', 'ensembleUrl', 'geocodingUrl'] as const satisfies readonly Address[];

/** Without TLS only on this machine: a forecast tells where somebody lives. */
export function isWeatherAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  const isLocal = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
  return protocol === 'https:' || (protocol === 'http:' && isLocal);
}

function WeatherKey() {
  const { words } = useText();
  const labels = words.settings.weather;
  const { views } = useHost();
  const { call, isBusy } = useCall();
  const { notify, notifyFailure } = useNotices();
  const [key, setKey] = useState('');
  const store = async (value: string | null): Promise<void> => {
    const outcome = await call('settings.saveWeatherKey', { key: value });
    if (!outcome.ok) {
      notifyFailure(outcome);
      return;
    }
    views.put('settings.read', outcome.value);
    setKey('');
    notify({ kind: 'good', text: value === null ? labels.keyRemoved : labels.keySaved });
  };
  return (
    <form
      className="weather-key"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy && key.trim() !== '') void store(key.trim());
      }}
    >
      <TextField
        label={labels.key}
        hint={labels.keyHint}
        type="password"
        value={key}
        onChange={setKey}
        autoComplete="off"
      />
      <div className="choices">
        <Button type="submit" isBusy={isBusy}>
          {labels.keySave}
        </Button>
        <Button kind="quiet" isBusy={isBusy} onClick={() => void store(null)}>
          {labels.keyRemove}
        </Button>
      </div>
    </form>
  );
}

export function WeatherSection({ settings, save }: SectionProps) {
  const { words } = useText();
  const labels = words.settings.weather;
  const { weather } = settings;
  const change = (changes: Partial<Settings['weather']>): void =>
    void save({ weather: { ...weather, ...changes } });
  return (
    <>
      <CheckField
        label={labels.enabled}
        checked={weather.enabled}
        onChange={(enabled) => change({ enabled })}
      />
      <p className="explanation">{labels.licence}</p>
      <p>
        <a href="https://open-meteo.com/" target="_blank" rel="noreferrer">
          {labels.attribution}
        </a>
      </p>
      {addresses.map((address) => (
        <DraftField
          key={address}
          label={labels[address]}
          value={weather[address]}
          type="url"
          onCommit={(value) => {
            const trimmed = value.trim().replace(/\/+$/, '');
            if (!isWeatherAddress(trimmed)) return labels.badUrl;
            change({ [address]: trimmed });
            return null;
          }}
        />
      ))}
      <WeatherKey />
    </>
  );
}
