import '#renderer/ui/fonts.css';
import '#renderer/ui/tokens.css';
import '#renderer/ui/base.css';
import { lazy, type ReactNode, Suspense, useEffect, useMemo } from 'react';
import type { AppStatus } from '#contract/status.ts';
import { useHost, useView } from '#renderer/bridge/host.tsx';
import { OutlookPage } from '#renderer/features/outlook/outlook-page.tsx';
import { NoticesProvider } from '#renderer/ui/notices.tsx';
import { goTo, hrefs, parseRoute, type Route, useHash } from '#renderer/ui/route.ts';
import { EmptyState, FailedState, LoadingState } from '#renderer/ui/states.tsx';
import { guessLanguage, TextProvider, useText } from '#renderer/ui/text/text.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Shell } from './shell.tsx';
import { rememberTheme } from './theme.ts';

const PeoplePage = lazy(async () => ({
  default: (await import('#renderer/features/people/people-page.tsx')).PeoplePage,
}));
const PersonPage = lazy(async () => ({
  default: (await import('#renderer/features/people/person-page.tsx')).PersonPage,
}));
const NewPersonPage = lazy(async () => ({
  default: (await import('#renderer/features/people/new-person-page.tsx')).NewPersonPage,
}));
const MergesPage = lazy(async () => ({
  default: (await import('#renderer/features/people/merges-page.tsx')).MergesPage,
}));
const CalendarsSection = lazy(async () => ({
  default: (await import('#renderer/features/calendars/calendars-section.tsx')).CalendarsSection,
}));
const CalendarsStep = lazy(async () => ({
  default: (await import('#renderer/features/calendars/calendars-step.tsx')).CalendarsStep,
}));
const WeekPage = lazy(async () => ({
  default: (await import('#renderer/features/week/week-page.tsx')).WeekPage,
}));
const SettingsPage = lazy(async () => ({
  default: (await import('#renderer/features/settings/settings-page.tsx')).SettingsPage,
}));
const WelcomePage = lazy(async () => ({
  default: (await import('#renderer/features/first-run/welcome-page.tsx')).WelcomePage,
}));

function NotFound() {
  const { words } = useText();
  const { notFound } = words.common;
  return (
    <EmptyState title={notFound.title} text={notFound.text} level={1}>
      <a className="button" href={hrefs.outlook}>
        {notFound.back}
      </a>
    </EmptyState>
  );
}

/** The small window under the tray icon shows the weekly plan and nothing else. */
const isPopover = new URLSearchParams(window.location.search).has('popover');

function Page({ route }: { readonly route: Route }): ReactNode {
  switch (route.page) {
    case 'outlook':
      return <OutlookPage />;
    case 'week':
      return <WeekPage isPopover={isPopover} />;
    case 'people':
      return <PeoplePage />;
    case 'person':
      return <PersonPage key={route.id} id={route.id} />;
    case 'new-person':
      return <NewPersonPage />;
    case 'merges':
      return <MergesPage />;
    case 'settings':
      return <SettingsPage section={route.section} calendars={<CalendarsSection />} />;
    case 'welcome':
      return <WelcomePage calendars={<CalendarsStep onSample={() => goTo(hrefs.outlook)} />} />;
    case 'not-found':
      return <NotFound />;
  }
}

function Screens({ status }: { readonly status: AppStatus }) {
  const hash = useHash();
  const asked = useMemo<Route>(() => (isPopover ? { page: 'week' } : parseRoute(hash)), [hash]);
  // Until the first steps are done, the plan's place is theirs. A sample week only postpones them.
  const isFirstRun = !status.firstRunDone && !status.sampleWeek;
  const route: Route = asked.page === 'outlook' && isFirstRun ? { page: 'welcome' } : asked;
  return (
    <Shell route={route} status={status} isPopover={isPopover}>
      <ErrorBoundary key={route.page}>
        <Suspense fallback={<LoadingState />}>
          <Page route={route} />
        </Suspense>
      </ErrorBoundary>
    </Shell>
  );
}

function StartFailed() {
  const { views } = useHost();
  const status = useView('app.status');
  if (status.kind !== 'failed') return <LoadingState />;
  return <FailedState level={1} failure={status.failure} onRetry={() => void views.reload('app.status')} />;
}

/** The whole application, in whichever host the bridge leads to. */
export function App() {
  const state = useView('app.status');
  const status = state.kind === 'ready' ? state.value : null;
  const language = status?.language ?? guessLanguage(navigator.languages);
  const theme = status?.theme ?? null;

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    if (theme !== null) rememberTheme(theme);
  }, [theme]);

  return (
    <TextProvider language={language}>
      <ErrorBoundary>
        <NoticesProvider>{status === null ? <StartFailed /> : <Screens status={status} />}</NoticesProvider>
      </ErrorBoundary>
    </TextProvider>
  );
}
