import { FileChooser } from '#renderer/features/file-chooser.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

export type ConnectKind = 'google' | 'caldav' | 'feed' | 'watched';
const kinds = ['google', 'caldav', 'feed', 'watched'] as const satisfies readonly ConnectKind[];

/** Where the calendar comes from. */
interface KindChoiceProps {
  readonly onChoose: (kind: ConnectKind) => void;
  readonly onFiles: () => void;
}

export function KindChoice({ onChoose, onFiles }: KindChoiceProps) {
  const { words } = useText();
  const labels = {
    ...words.calendars.connect.kinds,
    google: { name: words.google.name, text: words.google.kindText },
  };
  return (
    <ul className="kind-list">
      {kinds.map((kind) => (
        <li key={kind}>
          <button type="button" className="kind" onClick={() => onChoose(kind)}>
            <span>
              <strong>{labels[kind].name}</strong>
              <span className="dim small">{labels[kind].text}</span>
            </span>
            <Icon name="chevron" />
          </button>
        </li>
      ))}
      <li className="kind-file">
        <span>
          <strong>{labels.file.name}</strong>
          <span className="dim small">{labels.file.text}</span>
        </span>
        <FileChooser onChosen={onFiles} />
      </li>
    </ul>
  );
}
