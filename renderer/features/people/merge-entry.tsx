import './merges.css';
import type { MergeSide } from '#contract/people.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

/** One of the two, with what they have in common marked. */
export function MergeEntry({ side, other }: { readonly side: MergeSide; readonly other: MergeSide }) {
  const { words, format } = useText();
  const { people, common } = words;
  const facts = [
    [common.circles[side.circle], side.department].filter(Boolean).join(', '),
    [people.status[side.status], side.added === null ? '' : people.merges.added(format.date(side.added))]
      .filter(Boolean)
      .join(', '),
  ];
  return (
    <div className="merge-side" role="group" aria-label={people.merges.entry(side.name)}>
      <Avatar initials={side.initials} colourKey={side.emails[0] ?? side.id} />
      <div>
        <p className="merge-name">{side.name}</p>
        <ul className="merge-addresses">
          {side.emails.map((email) => (
            <li key={email}>{other.emails.includes(email) ? <strong>{email}</strong> : email}</li>
          ))}
        </ul>
        {facts.map((fact) => (
          <p key={fact} className="dim small">
            {fact}
          </p>
        ))}
      </div>
    </div>
  );
}
