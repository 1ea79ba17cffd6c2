import type { PersonView } from '#contract/people.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Ring } from '#renderer/ui/ring.tsx';
import { hrefs } from '#renderer/ui/route.ts';
import { type Text, useText } from '#renderer/ui/text/text.tsx';

/** The one thing that is worth knowing at the end of the row. */
export function describeStanding(person: PersonView, { words, format }: Text): string {
  const { people } = words;
  if (person.status === 'never') return people.status.never;
  if (person.status === 'paused') {
    return person.pausedUntil === null
      ? people.status.paused
      : people.pausedUntil(format.dayShort(person.pausedUntil));
  }
  if (person.bookedOn !== null) return people.booked(format.dayShort(person.bookedOn));
  return person.gap >= 2 ? people.longOverdue : '';
}

export function PersonRow({ person }: { readonly person: PersonView }) {
  const text = useText();
  const standing = describeStanding(person, text);
  const isResting = person.status !== 'followed';
  const circle = text.words.common.circles[person.circle];
  return (
    <li className={`person-row ${isResting ? 'person-resting' : ''}`}>
      <Ring gap={isResting ? 0 : person.gap} size={40}>
        <Avatar initials={person.initials} colourKey={person.emails[0] ?? person.id} />
      </Ring>
      <div className="person-who">
        <a className="person-link" href={hrefs.person(person.id)}>
          {person.name}
        </a>
        <span className="person-gap">{person.gapText}</span>
      </div>
      <span className="person-circle">
        {person.department === null ? circle : `${circle}, ${person.department}`}
      </span>
      <span
        className={`person-standing ${person.bookedOn === null ? '' : 'person-booked'} ${
          person.gap >= 2 && !isResting && person.bookedOn === null ? 'person-overdue' : ''
        }`}
      >
        {standing}
      </span>
    </li>
  );
}
