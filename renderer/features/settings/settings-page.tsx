import './settings.css';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Settings } from '#contract/settings.ts';
import { useHost, useView } from '#renderer/bridge/host.tsx';
import { type SaveSettings, useSaveSettings } from '#renderer/features/use-settings.ts';
import { hrefs } from '#renderer/ui/route.ts';
import { FailedState, LoadingState } from '#renderer/ui/states.tsx';
import type { Dictionary } from '#renderer/ui/text/en.ts';
import { useText } from '#renderer/ui/text/text.tsx';
import { ActivitiesSection } from './activities-section.tsx';
import { DesktopSection } from './desktop-section.tsx';
import { DialsSection } from './dials-section.tsx';
import { HoursSection } from './hours-section.tsx';
import { LookSection } from './look-section.tsx';
import { MailSection } from './mail-section.tsx';
import { PlaceSection } from './place-section.tsx';
import { PrivateLifeSection } from './private-life-section.tsx';
import { WeatherSection } from './weather-section.tsx';
import { YouSection } from './you-section.tsx';

export type SectionName = keyof Dictionary['settings']['sections'];

export interface SectionProps {
  readonly settings: Settings;
  readonly save: SaveSettings;
  /** The section of another feature. */
  readonly calendars: ReactNode;
}

const sections = {
  calendars: ({ calendars }) => calendars,
  hours: (props) => <HoursSection {...props} />,
  privateLife: (props) => <PrivateLifeSection {...props} />,
  place: (props) => <PlaceSection {...props} />,
  dials: (props) => <DialsSection {...props} />,
  you: (props) => <YouSection {...props} />,
  mail: (props) => <MailSection settings={props.settings} />,
  weather: (props) => <WeatherSection {...props} />,
  activities: () => <ActivitiesSection />,
  desktop: (props) => <DesktopSection {...props} />,
  look: (props) => <LookSection {...props} />,
} as const satisfies Record<SectionName, (props: SectionProps) => ReactNode>;

// The record above is exhaustive, so its keys are the sections.
const names = Object.keys(sections) as readonly SectionName[];

function isSection(name: string | null): name is SectionName {
  return names.some((known) => known === name);
}

function Saved({ count }: { readonly count: number }) {
  const { words } = useText();
  return (
    <p className="settings-saved" role="status" key={count}>
      {count > 0 && words.common.saved}
    </p>
  );
}

interface SettingsPageProps {
  readonly section: string | null;
  readonly calendars: ReactNode;
}

function LoadedSettings({
  settings,
  section,
  calendars,
}: SettingsPageProps & { readonly settings: Settings }) {
  const { words } = useText();
  const labels = words.settings;
  const { save, savedCount } = useSaveSettings();
  const current = isSection(section) ? section : 'calendars';
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(current);

  useEffect(() => {
    if (shown.current !== current) heading.current?.focus();
    shown.current = current;
  }, [current]);

  return (
    <div className="settings">
      <div className="settings-nav-box">
        <h1>{labels.title}</h1>
        <nav aria-label={labels.title}>
          <ul className="settings-nav">
            {names.map((name) => (
              <li key={name}>
                <a href={hrefs.settingsSection(name)} aria-current={name === current ? 'true' : undefined}>
                  {labels.sections[name]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <section className="settings-section" aria-labelledby="settings-heading">
        <div className="settings-head">
          <h2 id="settings-heading" ref={heading} tabIndex={-1}>
            {labels.sections[current]}
          </h2>
          <Saved count={savedCount} />
        </div>
        <div className="settings-body" key={current}>
          {sections[current]({ settings, save, calendars })}
        </div>
      </section>
    </div>
  );
}

export function SettingsPage({ section, calendars }: SettingsPageProps) {
  const { views } = useHost();
  const state = useView('settings.read');
  switch (state.kind) {
    case 'loading':
      return <LoadingState />;
    case 'failed':
      return (
        <FailedState level={1} failure={state.failure} onRetry={() => void views.reload('settings.read')} />
      );
    case 'ready':
      return <LoadedSettings settings={state.value} section={section} calendars={calendars} />;
  }
}
