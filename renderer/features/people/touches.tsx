import { useState } from 'react';
import type { PersonPage } from '#contract/people.ts';
import { useCall, useHost, useViewValue } from '#renderer/bridge/host.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { parseDate } from '#renderer/ui/text/format.ts';
import { useText } from '#renderer/ui/text/text.tsx';

interface TouchesProps {
  readonly page: PersonPage;
  readonly onPage: (page: PersonPage) => void;
}

function LogTouch({ page, onPage }: TouchesProps) {
  const { words, format } = useText();
  const labels = words.people.touches;
  const { views } = useHost();
  const { call, isBusy } = useCall();
  const { notify, notifyFailure } = useNotices();
  const outlook = useViewValue('outlook.read');
  const [chosen, setDate] = useState<string | null>(null);
  // Until one is chosen it is today, as the plan has it.
  const date = chosen ?? outlook?.today ?? '';

  const log = async (): Promise<void> => {
    const on = parseDate(date);
    if (isBusy || on === null) return;
    const outcome = await call('people.logTouch', { personId: page.person.id, date: on });
    if (!outcome.ok) {
      notifyFailure(outcome);
      return;
    }
    onPage(outcome.value);
    notify({ kind: 'good', text: labels.logged(format.dayShort(on)) });
    await Promise.all([views.reload('people.list'), views.reload('outlook.read')]);
  };

  return (
    <form
      className="log-touch"
      onSubmit={(event) => {
        event.preventDefault();
        void log();
      }}
    >
      <TextField label={labels.logDate} type="date" value={date} onChange={setDate} required />
      <Button type="submit" isBusy={isBusy}>
        {labels.log}
      </Button>
      <p className="hint">{labels.logText}</p>
    </form>
  );
}

/** The contacts that the calendars know of, newest first, and the ones they do not. */
export function Touches({ page, onPage }: TouchesProps) {
  const { words, format } = useText();
  const labels = words.people.touches;
  return (
    <section className="touches">
      <h2 className="people-heading">{labels.title}</h2>
      <LogTouch page={page} onPage={onPage} />
      {page.touches.length === 0 && <p className="dim">{labels.none}</p>}
      <ol className="touch-list">
        {page.touches.map((touch) => (
          <li key={touch.date} className={`touch touch-${touch.kind}`}>
            <span className="tabular dim">{format.date(touch.date)}</span>
            <span>
              <strong>{labels.kinds[touch.kind]}</strong>
              {touch.title !== null && <span className="dim"> {touch.title}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
