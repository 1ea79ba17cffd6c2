import { findBadEmail, readLines } from '#renderer/features/text-lines.ts';
import { useText } from '#renderer/ui/text/text.tsx';
import { DraftArea, DraftField } from './draft-fields.tsx';
import type { SectionProps } from './settings-page.tsx';

export function YouSection({ settings, save }: SectionProps) {
  const { words } = useText();
  const labels = words.settings.you;
  return (
    <>
      <DraftField
        label={labels.name}
        hint={labels.nameHint}
        value={settings.myName}
        autoComplete="name"
        onCommit={(myName) => {
          void save({ myName: myName.trim() });
          return null;
        }}
      />
      <DraftArea
        label={labels.addresses}
        hint={labels.addressesHint}
        value={settings.me.join('\n')}
        onCommit={(value) => {
          const me = readLines(value).map((address) => address.toLowerCase());
          const bad = findBadEmail(me);
          if (bad !== null) return labels.badAddress(bad);
          void save({ me });
          return null;
        }}
      />
    </>
  );
}
