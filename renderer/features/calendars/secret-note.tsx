import { useViewValue } from '#renderer/bridge/host.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

/** Where a password or an address goes: the keyring, or this process's memory where there is none. */
export function SecretNote() {
  const { words } = useText();
  const status = useViewValue('app.status');
  if (status === null) return null;
  if (status.capabilities.secretsPersist) return <p className="hint">{words.calendars.secret.persisted}</p>;
  return <p className="field-note small">{words.calendars.secret.notPersisted}</p>;
}
