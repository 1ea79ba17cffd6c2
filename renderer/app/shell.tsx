import './shell.css';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { AppStatus } from '#contract/status.ts';
import { useConnection } from '#renderer/bridge/host.tsx';
import { IconButton } from '#renderer/ui/button.tsx';
import { Icon, Mark } from '#renderer/ui/icon.tsx';
import { goTo, hrefs, type Route } from '#renderer/ui/route.ts';
import { useShortcuts } from '#renderer/ui/shortcuts.ts';
import { useText } from '#renderer/ui/text/text.tsx';
import { DataAge } from './data-age.tsx';
import { DropZone } from './drop-zone.tsx';
import { useInviteNews } from './invite-news.ts';
import { KeyboardHelp } from './keyboard-help.tsx';
import { useClosingPopover, useMainWindowLinks } from './main-window-links.ts';
import { ProgressNote } from './progress-note.tsx';
import { UndoBars } from './undo-bar.tsx';

type Section = 'outlook' | 'week' | 'people' | 'settings';

const sections: readonly { readonly section: Section; readonly href: string }[] = [
  { section: 'outlook', href: hrefs.outlook },
  { section: 'week', href: hrefs.week },
  { section: 'people', href: hrefs.people },
  { section: 'settings', href: hrefs.settings },
];

function findSection(route: Route): Section | null {
  switch (route.page) {
    case 'outlook':
    case 'week':
    case 'settings':
      return route.page;
    case 'people':
    case 'person':
    case 'new-person':
    case 'merges':
      return 'people';
    case 'welcome':
    case 'not-found':
      return null;
  }
}

interface ShellProps {
  readonly route: Route;
  readonly status: AppStatus;
  /** Without header: what is beside the weekly plan opens in the main window. */
  readonly isPopover: boolean;
  readonly children: ReactNode;
}

function Header({
  route,
  status,
  onHelp,
}: Pick<ShellProps, 'route' | 'status'> & { readonly onHelp: () => void }) {
  const { words } = useText();
  const { navigation, sample, help } = words.common;
  const current = findSection(route);
  return (
    <header className="header">
      <a className="brand" href={hrefs.outlook}>
        <Mark />
        <span className="brand-name">{words.common.appName}</span>
      </a>
      <nav className="nav" aria-label={navigation.label}>
        {sections.map(({ section, href }) => (
          <a key={section} href={href} aria-current={section === current ? 'page' : undefined}>
            {navigation[section]}
          </a>
        ))}
      </nav>
      <div className="header-end">
        {status.sampleWeek && (
          <a className="sample-chip" href={hrefs.settingsSection('calendars')} title={sample.explanation}>
            {sample.chip}
          </a>
        )}
        <DataAge />
        <IconButton label={help.open} onClick={onHelp}>
          <Icon name="question" />
        </IconButton>
      </div>
    </header>
  );
}

function SkipLink({ main }: { readonly main: RefObject<HTMLElement | null> }) {
  const { words } = useText();
  return (
    <a
      className="skip-link"
      href="#content"
      onClick={(event) => {
        event.preventDefault();
        main.current?.focus();
      }}
    >
      {words.common.skipToContent}
    </a>
  );
}

/** What every screen has around it. */
export function Shell({ route, status, isPopover, children }: ShellProps) {
  const { words } = useText();
  const isConnected = useConnection();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const shownPage = useRef(route.page);
  useInviteNews();
  const isHostPopover = isPopover && status.capabilities.popover;
  useMainWindowLinks(isHostPopover);
  useClosingPopover(isHostPopover);

  useShortcuts((key, event) => {
    if (key === '?') {
      event.preventDefault();
      setHelpOpen(true);
      return;
    }
    const target = sections['1234'.indexOf(key)];
    if (!isPopover && key.length === 1 && target !== undefined) goTo(target.href);
  });

  useEffect(() => {
    const section = findSection(route);
    const name = section === null ? null : words.common.navigation[section];
    document.title = name === null ? words.common.appName : `${name} · ${words.common.appName}`;
    // A new page starts at its top for the reader and for the keyboard alike.
    if (shownPage.current !== route.page) main.current?.focus();
    shownPage.current = route.page;
  }, [route, words]);

  return (
    <div className={isPopover ? 'shell shell-popover' : 'shell'}>
      {!isPopover && (
        <>
          <SkipLink main={main} />
          <Header route={route} status={status} onHelp={() => setHelpOpen(true)} />
        </>
      )}
      <main className="content" id="content" ref={main} tabIndex={-1}>
        {children}
      </main>
      <div role="status">{!isConnected && <p className="banner">{words.common.connection.lost}</p>}</div>
      <UndoBars isWeekShown={route.page === 'week'} />
      <DropZone />
      <ProgressNote />
      {isHelpOpen && <KeyboardHelp onClose={() => setHelpOpen(false)} />}
    </div>
  );
}
