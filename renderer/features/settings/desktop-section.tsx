import { useViewValue } from '#renderer/bridge/host.tsx';
import { CheckField } from '#renderer/ui/field.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { NoticesPart } from './notices-part.tsx';
import type { SectionProps } from './settings-page.tsx';
import { ShortcutField } from './shortcut-field.tsx';
import { UpdatesPart } from './updates-part.tsx';

/** What only a desktop host can do; another host says so. */
export function DesktopSection({ settings, save }: SectionProps) {
  const { words } = useText();
  const labels = words.settings.desktop;
  const status = useViewValue('app.status');
  if (status === null) return null;
  const { desktop } = status;
  if (desktop === null) return <p className="explanation">{labels.elsewhere}</p>;
  return (
    <>
      <h3>{labels.notices}</h3>
      <p className="explanation">{desktop.notifies ? labels.noticesText : labels.noNotices}</p>
      {desktop.notifies && (
        <NoticesPart notices={settings.notices} pausedUntil={status.noticesPausedUntil} save={save} />
      )}
      <h3>{labels.start}</h3>
      <CheckField
        label={labels.startAtLogin}
        checked={settings.startAtLogin}
        onChange={(startAtLogin) => void save({ startAtLogin })}
      />
      {settings.startAtLogin && (
        <CheckField
          label={labels.startHidden}
          checked={settings.startHidden}
          onChange={(startHidden) => void save({ startHidden })}
        />
      )}
      {desktop.startAtLogin === 'refused' && (
        <p className="problem" role="alert">
          {labels.startRefused}
        </p>
      )}
      <ShortcutField
        shortcut={settings.shortcut}
        state={desktop.shortcut}
        onChange={(shortcut) => void save({ shortcut })}
      />
      {desktop.hasTrayTitle && (
        <CheckField
          label={labels.trayTitle}
          checked={settings.trayTitle}
          onChange={(trayTitle) => void save({ trayTitle })}
        />
      )}
      <UpdatesPart
        version={status.version}
        state={desktop.updates}
        lookDaily={settings.updates.lookDaily}
        onLookDaily={(lookDaily) => void save({ updates: { ...settings.updates, lookDaily } })}
      />
    </>
  );
}
