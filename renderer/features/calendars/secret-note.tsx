import { useViewValue } from '#renderer/bridge/host.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

/** Where a password or an address goes: the keyring, or this process's memory where there is none. */
export function SecretNote() {
  const { words } = useText();
  const status = useViewValue('app.status');
  if (status?.capabilities.secretsPersist !== false) return null;
  return <p className="field-note small">{words.calendars.secret.notPersisted}</p>;
}
