import './keyboard-help.css';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { CheckField } from '#renderer/ui/field.tsx';
import { useSingleKeys } from '#renderer/ui/shortcuts.ts';
import type { Dictionary } from '#renderer/ui/text/en.ts';
import { useText } from '#renderer/ui/text/text.tsx';

type Row = keyof Dictionary['common']['help']['rows'];

const keys = {
  arrows: ['←', '→', '↑', '↓'],
  homeEnd: ['Home', 'End'],
  enter: ['Enter'],
  i: ['i'],
  t: ['t'],
  u: ['u'],
  l: ['l'],
  esc: ['Esc'],
  go: ['1', '2', '3', '4'],
  help: ['?'],
} as const satisfies Record<Row, readonly string[]>;

// The record above is exhaustive, so its keys are the rows.
const rows = Object.keys(keys) as readonly Row[];

export function KeyboardHelp({ onClose }: { readonly onClose: () => void }) {
  const { words } = useText();
  const { help } = words.common;
  const [isOn, setOn] = useSingleKeys();
  return (
    <Dialog title={help.title} onClose={onClose} shape="small">
      <dl className="keys">
        {rows.map((row) => (
          <div key={row} className="keys-row">
            <dt>
              {keys[row].map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{help.rows[row]}</dd>
          </div>
        ))}
      </dl>
      <div className="keys-switch">
        <CheckField label={help.singleKeys} checked={isOn} onChange={setOn} />
      </div>
    </Dialog>
  );
}
