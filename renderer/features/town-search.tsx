import './town-search.css';
import { useState } from 'react';
import type { TownHit } from '#contract/places.ts';
import { useCall } from '#renderer/bridge/host.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import { describeFailure } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

export function labelTown({ name, region, country }: TownHit): string {
  return [...new Set([name, region, country])].filter((part) => part !== '').join(', ');
}

/** Finds a town or postcode; never asks for a street. */
export function TownSearch({ onChoose }: { readonly onChoose: (town: TownHit) => void }) {
  const text = useText();
  const { place } = text.words.settings;
  const { call, isBusy } = useCall();
  const [query, setQuery] = useState('');
  const [hits, setHits] = useState<readonly TownHit[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const search = async (): Promise<void> => {
    if (query.trim() === '' || isBusy) return;
    const outcome = await call('places.search', { query: query.trim() });
    setProblem(outcome.ok ? null : describeFailure(outcome, text).text);
    setHits(outcome.ok ? outcome.value : null);
  };

  return (
    <div className="town-search">
      {/* No form of its own: it also stands inside the form of a person. */}
      <div className="town-form" role="search">
        <TextField
          label={place.town}
          value={query}
          onChange={setQuery}
          problem={problem}
          autoComplete="address-level2"
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            void search();
          }}
        />
        <Button isBusy={isBusy} onClick={() => void search()}>
          {place.search}
        </Button>
      </div>
      <div role="status">{hits?.length === 0 && <p className="hint">{place.nothingFound}</p>}</div>
      {hits !== null && hits.length > 0 && (
        <ul className="town-hits">
          {hits.map((town) => (
            <li key={`${town.lat},${town.lon},${town.name}`}>
              <button
                type="button"
                className="town-hit"
                aria-label={place.pick(labelTown(town))}
                onClick={() => {
                  setHits(null);
                  setQuery('');
                  onChoose(town);
                }}
              >
                <strong>{town.name}</strong>{' '}
                <span className="dim">{[town.region, town.country].filter(Boolean).join(', ')}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
