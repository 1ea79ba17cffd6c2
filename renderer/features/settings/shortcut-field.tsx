import { useState } from 'react';
import type { DesktopState } from '#contract/status.ts';
import { TextField } from '#renderer/ui/field.tsx';
import { useText } from '#renderer/ui/text/text.tsx';
import { readKeys } from './accelerator.ts';

interface ShortcutFieldProps {
  readonly shortcut: string | null;
  /** What the system made of it. */
  readonly state: DesktopState['shortcut'];
  readonly onChange: (shortcut: string | null) => void;
}

/** Takes the keys themselves, so that nobody has to know how they are spelled. */
export function ShortcutField({ shortcut, state, onChange }: ShortcutFieldProps) {
  const { words } = useText();
  const labels = words.settings.desktop;
  const [isWeak, setIsWeak] = useState(false);
  const problem = isWeak ? labels.shortcutWeak : state === 'refused' ? labels.shortcutRefused : null;
  return (
    <div className="field">
      <TextField
        label={labels.shortcut}
        hint={labels.shortcutHint}
        problem={problem}
        readOnly
        value={shortcut?.replaceAll('+', ' + ') ?? ''}
        placeholder={labels.shortcutNone}
        onChange={() => {}}
        onBlur={() => setIsWeak(false)}
        onKeyDown={(event) => {
          // The keyboard leaves this field as it leaves every other.
          if (event.key === 'Tab' || event.key === 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === 'Backspace' || event.key === 'Delete') {
            setIsWeak(false);
            if (shortcut !== null) onChange(null);
            return;
          }
          const pressed = readKeys(event);
          setIsWeak(pressed.kind === 'weak');
          if (pressed.kind === 'shortcut' && pressed.accelerator !== shortcut) onChange(pressed.accelerator);
        }}
      />
      <p className="small dim" role="status">
        {state === 'works' && !isWeak && labels.shortcutWorks}
      </p>
    </div>
  );
}
