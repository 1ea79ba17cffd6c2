import type { Settings } from '#contract/settings.ts';
import { labelTown, TownSearch } from '#renderer/features/town-search.tsx';
import type { SaveSettings } from '#renderer/features/use-settings.ts';
import { CheckField } from '#renderer/ui/field.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { isPresetOn, presets, presetSpans, setPreset } from './presets.ts';

interface PlaceStepProps {
  readonly settings: Settings;
  readonly save: SaveSettings;
}

export function PlaceStep({ settings, save }: PlaceStepProps) {
  const { words, format } = useText();
  const labels = words.firstRun.place;
  return (
    <>
      {settings.home !== null && (
        <p>
          <Icon name="check" /> {words.settings.place.current(settings.home.label)}
        </p>
      )}
      <TownSearch
        onChoose={(town) =>
          void save({
            home: {
              lat: Math.round(town.lat * 100) / 100,
              lon: Math.round(town.lon * 100) / 100,
              label: labelTown(town),
            },
            zone: town.zone,
            ...(town.countryCode === '' ? {} : { country: town.countryCode }),
          })
        }
      />
      <fieldset className="checks">
        <legend className="field-legend">{labels.hours}</legend>
        {presets.map((preset) => {
          const { from, until } = presetSpans[preset];
          const hours = labels.presetHours(format.time(from), format.time(until));
          return (
            <CheckField
              key={preset}
              label={`${labels.presets[preset]}, ${hours}`}
              checked={isPresetOn(settings.willingHours, preset)}
              onChange={(isOn) => void save({ willingHours: setPreset(settings.willingHours, preset, isOn) })}
            />
          );
        })}
      </fieldset>
      <p className="hint">{labels.later}</p>
    </>
  );
}
