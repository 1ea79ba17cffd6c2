import {
  type AccessAsked,
  type AccountView,
  CALENDAR_ROLES,
  type CalendarRole,
  type CalendarSourceView,
  type SyncTrouble,
} from '#contract/calendars.ts';
import { describeContents } from '#renderer/features/sync-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { findRemedy } from './arrange-calendars.ts';
import { Remedies } from './remedies.tsx';
import { SyncLine } from './sync-line.tsx';
import { TroubleNote } from './trouble-note.tsx';
import type { CalendarActions } from './use-calendar-actions.ts';
import { useMoment } from './use-moment.ts';

/** What the section opens for a calendar or its account. */
export type Wish =
  | { readonly kind: 'remove'; readonly calendar: CalendarSourceView }
  | { readonly kind: 'remove-account'; readonly account: AccountView }
  | { readonly kind: 'password'; readonly account: AccountView }
  | { readonly kind: 'sign-in'; readonly account: AccountView; readonly access: AccessAsked }
  | { readonly kind: 'address'; readonly calendar: CalendarSourceView }
  | { readonly kind: 'choose'; readonly account: AccountView };

function RoleChoice({
  calendar,
  onRole,
}: {
  readonly calendar: CalendarSourceView;
  readonly onRole: (role: CalendarRole) => void;
}) {
  const { words } = useText();
  const { roles, roleOf } = words.calendars;
  return (
    <select
      className="input calendar-role"
      aria-label={roleOf(calendar.name)}
      value={calendar.role}
      onChange={(event) => {
        const chosen = CALENDAR_ROLES.find((role) => role === event.target.value);
        if (chosen !== undefined) onRole(chosen);
      }}
    >
      {CALENDAR_ROLES.map((role) => (
        <option key={role} value={role}>
          {roles[role]}
        </option>
      ))}
    </select>
  );
}

function Skipped({ skipped }: Pick<CalendarSourceView, 'skipped'>) {
  const { words } = useText();
  if (skipped.length === 0) return null;
  return (
    <details>
      <summary>{words.calendars.skipped(skipped.length)}</summary>
      <ul className="skipped">
        {skipped.map(({ uid, reason }, index) => (
          // Two entries may be skipped for the same reason, and neither may have a uid.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>{words.common.files.skippedEntry(uid, reason)}</li>
        ))}
      </ul>
    </details>
  );
}

function Contents({ calendar }: { readonly calendar: CalendarSourceView }) {
  const text = useText();
  const labels = text.words.calendars;
  const moment = useMoment();
  return (
    <p className="dim small">
      {describeContents(calendar, text)}, {labels.asOf(moment(calendar.asOf))}
      {calendar.isStale && (
        <>
          {' '}
          <span className="stale-mark">{labels.stale}</span>
        </>
      )}
    </p>
  );
}

interface CalendarRowProps {
  readonly calendar: CalendarSourceView;
  readonly account: AccountView | null;
  /** What is said above for all. */
  readonly shared: SyncTrouble | null;
  readonly actions: CalendarActions;
  readonly onWish: (wish: Wish) => void;
}

export function CalendarRow({ calendar, account, shared, actions, onWish }: CalendarRowProps) {
  const { words } = useText();
  const labels = words.calendars;
  const { id, kind, origin, role, sync, trouble } = calendar;
  const isOwn = kind === 'local' || kind === 'sample';
  const remedy = findRemedy(calendar, [account?.trouble ?? null, shared]);
  const colour = account?.calendars.find((remote) => remote.calendarId === id)?.colour ?? null;
  return (
    <li className="calendar-row">
      <div className="calendar-what">
        <p className="calendar-name">
          {hasColours(account) && <Swatch colour={colour} />}
          <strong>{calendar.name}</strong>{' '}
          <span className="dim small">
            {labels.kinds[kind]}
            {account === null && origin !== null && `, ${origin}`}
          </span>
          {calendar.isHome && <span className="calendar-badge">{labels.home}</span>}
        </p>
        {sync === null ? (
          <Contents calendar={calendar} />
        ) : (
          <SyncLine
            calendar={calendar}
            sync={sync}
            onCancel={() => void actions.runAloud('calendars.cancelSync', { calendarId: id })}
          />
        )}
        {!isOwn && role !== 'own' && <p className="dim small">{labels.roleHints[role]}</p>}
        <Skipped skipped={calendar.skipped} />
      </div>
      {!isOwn && (
        <div className="calendar-tools">
          <RoleChoice
            calendar={calendar}
            onRole={(chosen) => void actions.runAloud('calendars.change', { calendarId: id, role: chosen })}
          />
          <Button
            kind="quiet"
            size="small"
            isBusy={actions.isBusy}
            aria-label={labels.removeOf(calendar.name)}
            onClick={() => onWish({ kind: 'remove', calendar })}
          >
            {labels.remove}
          </Button>
        </div>
      )}
      {trouble !== null && remedy !== null && (
        <TroubleNote trouble={trouble}>
          <Remedies remedy={remedy} calendar={calendar} account={account} actions={actions} onWish={onWish} />
        </TroubleNote>
      )}
    </li>
  );
}

/** Where no calendar of a server has a colour, a row of grey dots would say nothing. */
export const hasColours = (account: AccountView | null): boolean =>
  account?.calendars.some((remote) => remote.colour !== null) ?? false;

/** The colour that the server gives the calendar; the name beside it says which one it is. */
export function Swatch({ colour }: { readonly colour: string | null }) {
  return (
    <span
      className="swatch"
      aria-hidden="true"
      {...(colour === null ? {} : { style: { backgroundColor: colour } })}
    />
  );
}
