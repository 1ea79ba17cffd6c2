import { useEffect, useRef, useState } from 'react';
import type { CalendarSourceView } from '#contract/calendars.ts';
import { useText } from '#renderer/ui/text/text.tsx';
import { followSteps, type HeardSteps, sayNews } from './sync-steps.ts';

/** Tells a screen reader, politely, how far a long reading is. */
export function SyncAnnouncer({ calendars }: { readonly calendars: readonly CalendarSourceView[] }) {
  const text = useText();
  const heard = useRef<HeardSteps>(new Map());
  const [said, setSaid] = useState('');
  useEffect(() => {
    const followed = followSteps(heard.current, calendars);
    heard.current = followed.heard;
    if (followed.news.length > 0) setSaid(followed.news.map((news) => sayNews(news, text)).join(' '));
  }, [calendars, text]);
  return (
    <p className="visually-hidden" role="status">
      {said}
    </p>
  );
}
