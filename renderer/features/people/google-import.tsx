import { useState } from 'react';
import type { AccountView } from '#contract/calendars.ts';
import { useCall, useHost, useViewValue } from '#renderer/bridge/host.tsx';
import { SignInPanel } from '#renderer/features/sign-in-panel.tsx';
import { useImportNews } from '#renderer/features/use-import-news.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

const changedViews = ['people.list', 'people.offers', 'people.merges', 'outlook.read'] as const;

interface AskDialogProps {
  readonly account: AccountView;
  readonly onAllowed: () => void;
  readonly onClose: () => void;
}

/** Contacts are asked for when they are first wanted, and not before. */
function AskDialog({ account, onAllowed, onClose }: AskDialogProps) {
  const { words } = useText();
  const labels = words.google.contacts;
  const { notify } = useNotices();
  return (
    <Dialog title={labels.title} onClose={onClose} shape="small" isForm>
      <SignInPanel
        request={{ accountId: account.id, access: 'contacts' }}
        submitLabel={labels.submit}
        others={
          <Button kind="quiet" onClick={onClose}>
            {labels.notNow}
          </Button>
        }
        onAnswered={({ access }) => {
          onClose();
          if (access.contacts) onAllowed();
          else notify({ kind: 'problem', text: labels.refused });
        }}
        onCancelled={onClose}
      >
        <p>{labels.text(account.name)}</p>
        <p className="dim">{labels.stays}</p>
      </SignInPanel>
    </Dialog>
  );
}

function ImportButton({ account, isOnly }: { readonly account: AccountView; readonly isOnly: boolean }) {
  const { words } = useText();
  const labels = words.google.contacts;
  const { views } = useHost();
  const { call, isBusy } = useCall();
  const tell = useImportNews();
  const [isAsking, setAsking] = useState(false);

  const read = async (): Promise<void> => {
    const outcome = await call('people.importGoogle', { accountId: account.id });
    if (outcome.ok) await Promise.all(changedViews.map((name) => views.reload(name)));
    tell(labels.name, outcome);
  };
  const action = isOnly ? labels.action : labels.actionOf(account.name);
  return (
    <>
      <Button
        isBusy={isBusy}
        onClick={() => {
          if (account.access.contacts) void read();
          else setAsking(true);
        }}
      >
        {isBusy ? labels.reading : action}
      </Button>
      {isAsking && (
        <AskDialog account={account} onAllowed={() => void read()} onClose={() => setAsking(false)} />
      )}
    </>
  );
}

/** The contacts of each connected Google account; nothing where none is. */
export function GoogleImport() {
  const accounts = useViewValue('calendars.read')?.accounts.filter(({ kind }) => kind === 'google') ?? [];
  return accounts.map((account) => (
    <ImportButton key={account.id} account={account} isOnly={accounts.length === 1} />
  ));
}
