import './cards.css';
import { Fragment } from 'react';
import type { InviteView } from '#contract/invites.ts';
import type { ProposalView } from '#contract/outlook.ts';
import { useText } from '#renderer/ui/text/text.tsx';
import { findCause, findHold, firstNames } from '#renderer/features/describe-plan.ts';

/** The face of a proposal: what, who, and the weather where there is room for it. */
export function ProposalFace({ proposal }: { readonly proposal: ProposalView }) {
  const { format } = useText();
  const { suitability, weatherText } = proposal;
  const isOutside = proposal.activity.setting === 'outdoor' || proposal.activity.setting === 'covered';
  return (
    <span className="card-face" aria-hidden="true">
      <span className="card-title">{proposal.activity.name}</span>
      <span className="card-guests">{firstNames(proposal.guests).join(', ')}</span>
      {weatherText !== null && <span className="card-weather">{weatherText}</span>}
      {weatherText === null && isOutside && suitability !== null && (
        <span className="card-weather">{format.chance(suitability)}</span>
      )}
    </span>
  );
}

/** The face of an invite: what, and who has answered what. */
export function InviteFace({ invite }: { readonly invite: InviteView }) {
  const { words } = useText();
  const { answersShort, states, causes } = words.outlook;
  const cause = findCause(invite);
  const hold = findHold(invite);
  const state = hold === null ? states[invite.state.kind] : words.google.hold[hold];
  const names = firstNames(invite.guests);
  const isSent = invite.state.kind === 'sent';
  return (
    <span className="card-face" aria-hidden="true">
      <span className="card-title">{invite.activity.name}</span>
      {!isSent && <span className="card-state">{cause === null ? state : causes[cause]}</span>}
      <span className="card-answers">
        {invite.guests.map((guest, index) => (
          <Fragment key={guest.email}>
            {index > 0 && ' '}
            <span className="card-answer">
              {names[index]} <span className="answer-mark">{answersShort[guest.answer]}</span>
            </span>
          </Fragment>
        ))}
      </span>
    </span>
  );
}
