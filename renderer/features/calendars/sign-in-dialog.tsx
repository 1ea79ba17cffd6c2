import type { AccessAsked, AccountView } from '#contract/calendars.ts';
import { SignInPanel } from '#renderer/features/sign-in-panel.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

interface SignInDialogProps {
  readonly account: AccountView;
  readonly access: AccessAsked;
  readonly onClose: () => void;
}

/** What an account's provider is to allow again, or more of: asked as soon as it opens. */
export function SignInDialog({ account, access, onClose }: SignInDialogProps) {
  const { words } = useText();
  const labels = words.google.account;
  const { notify } = useNotices();
  const isLost = account.trouble !== null;
  return (
    <Dialog title={isLost ? labels.reconnectTitle : labels.allowTitle} onClose={onClose} isForm>
      <SignInPanel
        request={{ accountId: account.id, access }}
        submitLabel={words.google.ask.submit}
        asksAtOnce
        onAnswered={({ name }) => {
          notify({ kind: 'good', text: isLost ? labels.reconnected(name) : labels.allowed(name) });
          onClose();
        }}
        onCancelled={onClose}
      >
        <p className="explanation">{account.name}</p>
      </SignInPanel>
    </Dialog>
  );
}
