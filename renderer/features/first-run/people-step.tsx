import { useState } from 'react';
import { useCall, useHost, useView, useViewValue } from '#renderer/bridge/host.tsx';
import { OffersList } from '#renderer/features/offers-list.tsx';
import { isEmail } from '#renderer/features/text-lines.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { LoadingState } from '#renderer/ui/states.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

function ByHand() {
  const { words } = useText();
  const labels = words.firstRun.people;
  const { views } = useHost();
  const { call, isBusy } = useCall();
  const { notifyFailure } = useNotices();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [problem, setProblem] = useState<string | null>(null);

  const add = async (): Promise<void> => {
    const address = email.trim().toLowerCase();
    const { form } = words.people;
    setProblem(isEmail(address) ? null : form.badEmail(email));
    if (!isEmail(address)) return;
    const person = { name: name.trim() || address, email: address, circle: 'network' as const };
    const outcome = await call('people.follow', { people: [person] });
    if (!outcome.ok) {
      notifyFailure(outcome);
      return;
    }
    views.put('people.list', outcome.value);
    setName('');
    setEmail('');
  };

  return (
    <form
      className="welcome-by-hand"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void add();
      }}
    >
      <TextField label={labels.name} value={name} onChange={setName} />
      <TextField label={labels.email} type="email" value={email} onChange={setEmail} problem={problem} />
      <Button type="submit" isBusy={isBusy}>
        {words.common.add}
      </Button>
    </form>
  );
}

export function PeopleStep() {
  const { words } = useText();
  const labels = words.firstRun.people;
  const offers = useView('people.offers');
  const people = useViewValue('people.list');
  const followed = people?.people.filter(({ status }) => status === 'followed') ?? [];
  return (
    <>
      {followed.length > 0 && (
        <p>
          <Icon name="check" /> {labels.following(words.common.names(followed.map(({ name }) => name)))}
        </p>
      )}
      {offers.kind === 'loading' && <LoadingState />}
      {offers.kind === 'ready' && <OffersList offers={offers.value} />}
      <h3>{labels.byHand}</h3>
      <ByHand />
    </>
  );
}
