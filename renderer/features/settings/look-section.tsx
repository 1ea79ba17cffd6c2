import { useViewValue } from '#renderer/bridge/host.tsx';
import { ChoiceField } from '#renderer/ui/field.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import type { SectionProps } from './settings-page.tsx';

export function LookSection({ settings, save }: SectionProps) {
  const { words } = useText();
  const labels = words.settings.look;
  const status = useViewValue('app.status');
  return (
    <>
      <ChoiceField
        legend={labels.language}
        value={settings.language}
        options={(['system', 'en', 'nl'] as const).map((value) => ({
          value,
          label: labels.languages[value],
        }))}
        onChange={(language) => void save({ language })}
      />
      <ChoiceField
        legend={labels.theme}
        value={settings.theme}
        options={(['system', 'light', 'dark'] as const).map((value) => ({
          value,
          label: labels.themes[value],
        }))}
        onChange={(theme) => void save({ theme })}
      />
      {status !== null && <p className="dim">{labels.version(status.version)}</p>}
    </>
  );
}
