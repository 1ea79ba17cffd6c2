import './people.css';
import './merges.css';
import { useDeferredValue, useState } from 'react';
import type { PeopleView, PersonView } from '#contract/people.ts';
import { CIRCLES, type Circle } from '#contract/vocabulary.ts';
import { useHost, useView, useViewValue } from '#renderer/bridge/host.tsx';
import { FileChooser } from '#renderer/features/file-chooser.tsx';
import { OffersList } from '#renderer/features/offers-list.tsx';
import { SelectField, TextField } from '#renderer/ui/field.tsx';
import { hrefs } from '#renderer/ui/route.ts';
import { EmptyState, FailedState, LoadingState } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { Directions } from './directions.tsx';
import { filterPeople } from './filter.ts';
import { GoogleImport } from './google-import.tsx';
import { PersonRow } from './person-row.tsx';

function Offers() {
  const { words } = useText();
  const offers = useViewValue('people.offers') ?? [];
  if (offers.length === 0) return null;
  return (
    <section className="people-offers">
      <h2 className="people-heading">{words.people.offers.title}</h2>
      <p className="dim">{words.people.offers.text}</p>
      <OffersList offers={offers} />
    </section>
  );
}

/** Quiet: nothing goes wrong while it waits. */
function MergeNotice() {
  const { words } = useText();
  const { merges } = words.people;
  const count = useViewValue('people.merges')?.length ?? 0;
  if (count === 0) return null;
  return (
    <p className="merge-notice">
      {merges.notice(count)} <a href={hrefs.merges}>{merges.look}</a>
    </p>
  );
}

function Found({ people }: { readonly people: readonly PersonView[] }) {
  const { words } = useText();
  const { nobodyFound, nobodyFoundText } = words.people;
  if (people.length === 0) return <EmptyState title={nobodyFound} text={nobodyFoundText} />;
  return (
    <ul className="people-list">
      {people.map((person) => (
        <PersonRow key={person.id} person={person} />
      ))}
    </ul>
  );
}

function People({ view }: { readonly view: PeopleView }) {
  const { words } = useText();
  const labels = words.people;
  const [query, setQuery] = useState('');
  const [circle, setCircle] = useState<Circle | 'all'>('all');
  const found = filterPeople(view.people, { query: useDeferredValue(query), circle });
  const options = [
    { value: 'all', label: labels.all } as const,
    ...CIRCLES.map((value) => ({ value, label: words.common.circles[value] })),
  ];
  return (
    <div className="people">
      <div className="people-main">
        <div className="people-top">
          <div>
            <h1>{labels.title}</h1>
            <p className="dim">{labels.intro}</p>
          </div>
          <a className="button" href={hrefs.newPerson}>
            {labels.add}
          </a>
        </div>
        {view.people.length === 0 ? (
          <EmptyState title={labels.emptyTitle} text={labels.emptyText}>
            <FileChooser />
            <GoogleImport />
          </EmptyState>
        ) : (
          <>
            <MergeNotice />
            <div className="people-filters">
              <TextField
                label={labels.search}
                type="search"
                value={query}
                onChange={setQuery}
                placeholder={labels.searchHint}
              />
              <SelectField label={labels.circle} value={circle} options={options} onChange={setCircle} />
            </div>
            <p className="visually-hidden" role="status">
              {labels.count(found.length)}
            </p>
            <Found people={found} />
          </>
        )}
      </div>
      <div className="people-side">
        {view.people.length > 0 && <Directions directions={view.directions} />}
        <Offers />
        {view.people.length > 0 && (
          <div className="people-import">
            <p className="hint">{labels.importHint}</p>
            <FileChooser />
            <GoogleImport />
          </div>
        )}
      </div>
    </div>
  );
}

export function PeoplePage() {
  const { views } = useHost();
  const state = useView('people.list');
  switch (state.kind) {
    case 'loading':
      return <LoadingState />;
    case 'failed':
      return (
        <FailedState level={1} failure={state.failure} onRetry={() => void views.reload('people.list')} />
      );
    case 'ready':
      return <People view={state.value} />;
  }
}
