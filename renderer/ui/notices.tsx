import './notices.css';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Failure } from '#contract/outcome.ts';
import { Button, IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import { describeFailure } from './states.tsx';
import { useText } from './text/text.tsx';

interface Notice {
  readonly kind: 'good' | 'problem';
  readonly text: string;
  readonly details?: readonly string[];
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface Notices {
  /** Returns what takes the notice away again. */
  readonly notify: (notice: Notice) => () => void;
  readonly notifyFailure: (failure: Failure) => void;
}

const NoticesContext = createContext<Notices | null>(null);
const GOOD_MS = 8_000;

type Shown = Notice & { readonly id: number };

function NoticeCard({ notice, onClose }: { readonly notice: Shown; readonly onClose: () => void }) {
  const { words } = useText();
  const [isHeld, setHeld] = useState(false);
  const { kind, action, details = [] } = notice;
  // What asks something of the reader, or went wrong, stays until it is read.
  const goesAway = kind === 'good' && action === undefined && details.length === 0;

  useEffect(() => {
    if (!goesAway || isHeld) return undefined;
    const timer = setTimeout(onClose, GOOD_MS);
    return () => clearTimeout(timer);
  }, [goesAway, isHeld, onClose]);

  return (
    <div
      className={`notice notice-${kind}`}
      role={kind === 'problem' ? 'alert' : 'status'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      <p className="notice-text">{notice.text}</p>
      <IconButton label={words.common.close} onClick={onClose}>
        <Icon name="close" size={14} />
      </IconButton>
      {details.length > 0 && (
        <div className="notice-detail">
          <ul>
            {details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        </div>
      )}
      {action !== undefined && (
        <div>
          <Button
            size="small"
            onClick={() => {
              action.run();
              onClose();
            }}
          >
            {action.label}
          </Button>
        </div>
      )}
    </div>
  );
}

export function NoticesProvider({ children }: { readonly children: ReactNode }) {
  const text = useText();
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const nextId = useRef(1);

  const close = useCallback((id: number) => setShown((all) => all.filter((notice) => notice.id !== id)), []);
  const notify = useCallback(
    (notice: Notice) => {
      const id = nextId.current;
      nextId.current += 1;
      // The same words twice say no more than once.
      setShown((all) => [...all.filter((other) => other.text !== notice.text), { ...notice, id }].slice(-4));
      return () => close(id);
    },
    [close],
  );
  const notices = useMemo<Notices>(
    () => ({
      notify,
      notifyFailure: (failure) => {
        const described = describeFailure(failure, text);
        notify({ kind: 'problem', text: described.title, details: [described.text] });
      },
    }),
    [notify, text],
  );

  return (
    <NoticesContext value={notices}>
      {children}
      <section className="notices" aria-label={text.words.common.notices.label}>
        {shown.map((notice) => (
          <NoticeCard key={notice.id} notice={notice} onClose={() => close(notice.id)} />
        ))}
      </section>
    </NoticesContext>
  );
}

export function useNotices(): Notices {
  const notices = use(NoticesContext);
  if (notices === null) throw new Error('A component asked for notices outside NoticesProvider.');
  return notices;
}
