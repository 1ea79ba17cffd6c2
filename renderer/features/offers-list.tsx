import './offers-list.css';
import { useState } from 'react';
import type { PersonOffer } from '#contract/people.ts';
import { CIRCLES, type Circle } from '#contract/vocabulary.ts';
import { useCall, useHost } from '#renderer/bridge/host.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { CheckField } from '#renderer/ui/field.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

interface OfferRowProps {
  readonly offer: PersonOffer;
  readonly isPicked: boolean;
  readonly circle: Circle;
  readonly onPick: (isPicked: boolean) => void;
  readonly onCircle: (circle: Circle) => void;
}

function OfferRow({ offer, isPicked, circle, onPick, onCircle }: OfferRowProps) {
  const { words, format } = useText();
  const { offers } = words.people;
  return (
    <li className="offer">
      <CheckField label={offers.pick(offer.name)} checked={isPicked} onChange={onPick} hideLabel />
      <Avatar initials={offer.initials} colourKey={offer.email} />
      <div>
        <span className="offer-name">{offer.name}</span>
        <span className="dim small">
          {offers.meetings(offer.meetings, format.number(offer.hoursTogether))},{' '}
          {offers.lastMet(format.dayShort(offer.lastMet))}
        </span>
      </div>
      <select
        className="input"
        aria-label={offers.circleOf(offer.name)}
        value={circle}
        onChange={(event) => {
          const chosen = CIRCLES.find((candidate) => candidate === event.target.value);
          if (chosen !== undefined) onCircle(chosen);
        }}
      >
        {CIRCLES.map((candidate) => (
          <option key={candidate} value={candidate}>
            {words.common.circles[candidate]}
          </option>
        ))}
      </select>
    </li>
  );
}

/** Up to twelve people of the calendar; nobody is followed without a tick. */
export function OffersList({ offers }: { readonly offers: readonly PersonOffer[] }) {
  const { words } = useText();
  const labels = words.people.offers;
  const { views } = useHost();
  const { call, isBusy } = useCall();
  const { notify, notifyFailure } = useNotices();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [circles, setCircles] = useState<ReadonlyMap<string, Circle>>(new Map());
  const chosen = offers.filter(({ email }) => picked.has(email));
  const circleOf = (email: string): Circle => circles.get(email) ?? 'network';

  const follow = async (): Promise<void> => {
    const people = chosen.map(({ email, name }) => ({ email, name, circle: circleOf(email) }));
    const outcome = await call('people.follow', { people });
    if (!outcome.ok) {
      notifyFailure(outcome);
      return;
    }
    views.put('people.list', outcome.value);
    setPicked(new Set());
    notify({ kind: 'good', text: labels.followed(people.length) });
    await Promise.all([views.reload('people.offers'), views.reload('outlook.read')]);
  };

  const dismiss = async (): Promise<void> => {
    const emails = offers.filter(({ email }) => !picked.has(email)).map(({ email }) => email);
    const outcome = await call('people.dismissOffers', { emails });
    if (outcome.ok) views.put('people.offers', outcome.value);
    else notifyFailure(outcome);
  };

  if (offers.length === 0) return <p className="dim">{labels.none}</p>;
  return (
    <div className="offers">
      <ul>
        {offers.map((offer) => (
          <OfferRow
            key={offer.email}
            offer={offer}
            isPicked={picked.has(offer.email)}
            circle={circleOf(offer.email)}
            onPick={(isPicked) =>
              setPicked((before) => {
                const next = new Set(before);
                if (isPicked) next.add(offer.email);
                else next.delete(offer.email);
                return next;
              })
            }
            onCircle={(circle) => {
              setCircles((before) => new Map(before).set(offer.email, circle));
              // Whoever gets a circle is meant to be followed.
              setPicked((before) => new Set(before).add(offer.email));
            }}
          />
        ))}
      </ul>
      <div className="choices">
        <Button
          kind={chosen.length > 0 ? 'gold' : 'plain'}
          isBusy={isBusy || chosen.length === 0}
          onClick={() => void follow()}
        >
          {labels.follow(chosen.length)}
        </Button>
        <Button kind="quiet" isBusy={isBusy} onClick={() => void dismiss()}>
          {labels.notNow}
        </Button>
      </div>
    </div>
  );
}
