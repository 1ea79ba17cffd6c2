import './why-people.css';
import type { ProposalView } from '#contract/outlook.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';

/** Each guest with why it is them. */
export function WhyPeople({ proposal }: { readonly proposal: ProposalView }) {
  return (
    <ul className="why-people">
      {proposal.guests.map((guest) => (
        <li key={guest.personId} className="why-person">
          <Avatar initials={guest.initials} colourKey={guest.email} />
          <strong>{guest.name}</strong>
          {proposal.whyPeople
            .filter(({ personId }) => personId === guest.personId)
            .map(({ text }) => (
              <p key={text}>{text}</p>
            ))}
        </li>
      ))}
    </ul>
  );
}
