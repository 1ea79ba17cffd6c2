import { useState } from 'react';
import { readLines } from '#renderer/features/text-lines.ts';
import { labelTown, TownSearch } from '#renderer/features/town-search.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { SelectField, TextField } from '#renderer/ui/field.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { countryCodes } from './countries.ts';
import { DraftArea } from './draft-fields.tsx';
import type { SectionProps } from './settings-page.tsx';

/** What leaves the machine, and so what is kept: about a kilometre. */
function roundCoordinate(value: number): number {
  return Math.round(value * 100) / 100;
}

function readCoordinate(text: string, most: number): number | null {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(value) && Math.abs(value) <= most ? value : null;
}

function Coordinates({ save }: Pick<SectionProps, 'save'>) {
  const { words, format } = useText();
  const labels = words.settings.place;
  const [latitude, setLatitude] = useState('');
  const [longitude, setLongitude] = useState('');
  const [problem, setProblem] = useState<string | null>(null);

  const use = (): void => {
    const lat = readCoordinate(latitude, 90);
    const lon = readCoordinate(longitude, 180);
    if (lat === null || lon === null) {
      setProblem(labels.badCoordinates);
      return;
    }
    setProblem(null);
    const home = { lat: roundCoordinate(lat), lon: roundCoordinate(lon) };
    void save({ home: { ...home, label: `${format.number(home.lat, 2)}, ${format.number(home.lon, 2)}` } });
  };

  return (
    <details className="settings-more">
      <summary>{labels.byCoordinates}</summary>
      <form
        className="form-grid"
        onSubmit={(event) => {
          event.preventDefault();
          use();
        }}
      >
        <TextField
          label={labels.latitude}
          inputMode="decimal"
          value={latitude}
          onChange={setLatitude}
          problem={problem}
        />
        <TextField label={labels.longitude} inputMode="decimal" value={longitude} onChange={setLongitude} />
        <div className="form-wide">
          <Button type="submit">{labels.use}</Button>
        </div>
      </form>
    </details>
  );
}

function useZones(current: string | null): readonly { readonly value: string; readonly label: string }[] {
  const { words } = useText();
  const zones = Intl.supportedValuesOf('timeZone');
  const known = current === null || zones.includes(current) ? zones : [current, ...zones];
  return [
    { value: '', label: words.settings.place.zoneMachine },
    ...known.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
  ];
}

export function PlaceSection({ settings, save }: SectionProps) {
  const { words, format } = useText();
  const labels = words.settings.place;
  const countries = countryCodes
    .map((value) => ({ value, label: format.countryName(value) }))
    .toSorted((a, b) => format.compare(a.label, b.label));
  return (
    <>
      <p className="explanation">{labels.text}</p>
      <p>
        {settings.home === null ? labels.none : labels.current(settings.home.label)}{' '}
        {settings.home !== null && (
          <button type="button" className="link-button" onClick={() => void save({ home: null })}>
            {labels.clear}
          </button>
        )}
      </p>
      <TownSearch
        onChoose={(town) =>
          void save({
            home: { lat: roundCoordinate(town.lat), lon: roundCoordinate(town.lon), label: labelTown(town) },
            zone: town.zone,
            ...(town.countryCode === '' ? {} : { country: town.countryCode }),
          })
        }
      />
      <Coordinates save={save} />
      <div className="form-grid">
        <SelectField
          label={labels.country}
          value={settings.country ?? ''}
          options={[{ value: '', label: labels.noCountry }, ...countries]}
          onChange={(country) => void save({ country: country || null })}
        />
        <SelectField
          label={labels.zone}
          value={settings.zone ?? ''}
          options={useZones(settings.zone)}
          onChange={(zone) => void save({ zone: zone || null })}
        />
        <DraftArea
          label={labels.home}
          hint={labels.homeHint}
          value={settings.homeNames.join('\n')}
          onCommit={(value) => {
            void save({ homeNames: readLines(value) });
            return null;
          }}
        />
        <DraftArea
          label={labels.offices}
          hint={labels.officesHint}
          value={settings.offices.join('\n')}
          onCommit={(value) => {
            void save({ offices: readLines(value) });
            return null;
          }}
        />
      </div>
    </>
  );
}
