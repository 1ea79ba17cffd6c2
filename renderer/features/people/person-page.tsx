import './people.css';
import { useEffect, useState } from 'react';
import type { PersonId } from '#contract/ids.ts';
import type { PersonPage as PersonPageView } from '#contract/people.ts';
import type { Outcome } from '#contract/outcome.ts';
import { useHost } from '#renderer/bridge/host.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { Ring } from '#renderer/ui/ring.tsx';
import { hrefs } from '#renderer/ui/route.ts';
import { FailedState, LoadingState } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { PersonForm } from './person-form.tsx';
import { describeStanding } from './person-row.tsx';
import { PersonStatus } from './person-status.tsx';
import { Touches } from './touches.tsx';

interface LoadedProps {
  readonly page: PersonPageView;
  readonly onChange: () => void;
  readonly onPage: (page: PersonPageView) => void;
}

function PersonFacts({ page }: Pick<LoadedProps, 'page'>) {
  const { words, format } = useText();
  const { facts } = words.people;
  const { person } = page;
  const rows = [
    [facts.circle, [words.common.circles[person.circle], person.department].filter(Boolean).join(', ')],
    [facts.rhythm, facts.aim(person.cadenceDays, person.maximumDays)],
    [
      facts.lastGetTogether,
      person.lastGetTogether === null ? facts.never : format.date(person.lastGetTogether),
    ],
    [facts.partner, person.partner ?? ''],
    [facts.addresses, person.emails.join(', ')],
  ] as const;
  return (
    <dl className="person-facts">
      {rows
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function LoadedPerson({ page, onChange, onPage }: LoadedProps) {
  const text = useText();
  const { words } = text;
  const [isEditing, setEditing] = useState(false);
  const { person } = page;
  const standing = describeStanding(person, text);
  return (
    <div className="person-page">
      <a className="back-link" href={hrefs.people}>
        <Icon name="back" size={14} /> {words.people.title}
      </a>
      <div className="person-head">
        <Ring gap={person.status === 'followed' ? person.gap : 0} size={64}>
          <Avatar initials={person.initials} colourKey={person.emails[0] ?? person.id} size="large" />
        </Ring>
        <div>
          <h1>{person.name}</h1>
          <p>{person.gapText}</p>
          {standing !== '' && <p className="dim">{standing}</p>}
        </div>
        {!isEditing && <Button onClick={() => setEditing(true)}>{words.common.edit}</Button>}
      </div>
      {isEditing ? (
        <PersonForm
          person={person}
          onCancel={() => setEditing(false)}
          onSaved={() => {
            setEditing(false);
            onChange();
          }}
        />
      ) : (
        <div className="person-body">
          <div>
            <PersonFacts page={page} />
            <PersonStatus person={person} onChange={onChange} />
          </div>
          <Touches page={page} onPage={onPage} />
        </div>
      )}
    </div>
  );
}

export function PersonPage({ id }: { readonly id: PersonId }) {
  const { bridge, views } = useHost();
  const [state, setState] = useState<Outcome<PersonPageView> | null>(null);
  const read = (): void => void bridge.call('people.read', { personId: id }).then(setState);

  useEffect(() => {
    let isCurrent = true;
    const readAgain = (): void => {
      void bridge.call('people.read', { personId: id }).then((outcome) => {
        if (isCurrent) setState(outcome);
      });
    };
    readAgain();
    // A calendar that was read may have brought touches.
    const leave = views.subscribe('people.list', readAgain);
    return () => {
      isCurrent = false;
      leave();
    };
  }, [bridge, views, id]);

  if (state === null) return <LoadingState />;
  if (!state.ok) return <FailedState level={1} failure={state} onRetry={read} />;
  return (
    <LoadedPerson page={state.value} onChange={read} onPage={(page) => setState({ ok: true, value: page })} />
  );
}
