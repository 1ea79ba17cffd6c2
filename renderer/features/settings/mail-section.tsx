import { useState } from 'react';
import type { Settings, SmtpAccount } from '#contract/settings.ts';
import { useCall, useHost, useViewValue } from '#renderer/bridge/host.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { SelectField, TextField } from '#renderer/ui/field.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

interface MailFields {
  readonly host: string;
  readonly port: string;
  readonly security: SmtpAccount['security'];
  readonly user: string;
  readonly from: string;
}

const usualPorts = { tls: '465', starttls: '587', none: '25' } as const satisfies Record<
  SmtpAccount['security'],
  string
>;

function startFields(account: SmtpAccount | null, me: readonly string[]): MailFields {
  if (account === null) return { host: '', port: '465', security: 'tls', user: '', from: me[0] ?? '' };
  return { ...account, port: String(account.port) };
}

function readAccount({ host, port, security, user, from }: MailFields): SmtpAccount | null {
  const number = Number(port);
  const isPort = Number.isInteger(number) && number >= 1 && number <= 65_535;
  if (host.trim() === '' || from.trim() === '' || !isPort) return null;
  return { host: host.trim(), port: number, security, user: user.trim(), from: from.trim() };
}

export function MailSection({ settings }: { readonly settings: Settings }) {
  const { words } = useText();
  const labels = words.settings.mail;
  const { views } = useHost();
  const { call, isBusy } = useCall();
  const { notify, notifyFailure } = useNotices();
  const status = useViewValue('app.status');
  const [fields, setFields] = useState(() => startFields(settings.smtp, settings.me));
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const change = (changes: Partial<MailFields>): void => setFields((before) => ({ ...before, ...changes }));

  const store = async (account: SmtpAccount | null): Promise<void> => {
    const secret = account === null || password === '' ? null : password;
    const outcome = await call('settings.saveSmtp', { account, password: secret });
    if (!outcome.ok) {
      notifyFailure(outcome);
      return;
    }
    views.put('settings.read', outcome.value);
    setPassword('');
    if (account === null) setFields(startFields(null, settings.me));
    notify({ kind: 'good', text: account === null ? labels.none : words.common.saved });
  };

  const submit = (): void => {
    const account = readAccount(fields);
    setProblem(account === null ? labels.needsAll : null);
    if (account !== null) void store(account);
  };

  const test = async (): Promise<void> => {
    const outcome = await call('settings.testSmtp', {});
    if (outcome.ok) notify({ kind: 'good', text: labels.testOk(outcome.value.greeting) });
    else notifyFailure(outcome);
  };

  return (
    <>
      <p className="explanation">{labels.text}</p>
      {settings.smtp === null && <p>{labels.none}</p>}
      {status?.capabilities.secretsPersist === false && <p className="field-note">{labels.notPersisted}</p>}
      <form
        className="form-grid"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) submit();
        }}
      >
        <TextField
          label={labels.host}
          value={fields.host}
          onChange={(host) => change({ host })}
          placeholder="smtp.example.org"
          problem={problem}
        />
        <SelectField
          label={labels.security}
          value={fields.security}
          options={(['tls', 'starttls', 'none'] as const).map((value) => ({
            value,
            label: labels.securities[value],
          }))}
          onChange={(security) => change({ security, port: usualPorts[security] })}
        />
        <TextField
          label={labels.port}
          inputMode="numeric"
          value={fields.port}
          onChange={(port) => change({ port })}
        />
        <TextField
          label={labels.from}
          type="email"
          value={fields.from}
          onChange={(from) => change({ from })}
        />
        <TextField
          label={labels.user}
          value={fields.user}
          onChange={(user) => change({ user })}
          autoComplete="username"
        />
        <TextField
          label={labels.password}
          type="password"
          value={password}
          onChange={setPassword}
          hint={settings.smtp === null ? undefined : labels.passwordKept}
          autoComplete="current-password"
        />
        <div className="form-wide choices">
          <Button type="submit" isBusy={isBusy}>
            {labels.save}
          </Button>
          {settings.smtp !== null && (
            <>
              <Button isBusy={isBusy} onClick={() => void test()}>
                {labels.test}
              </Button>
              <Button kind="quiet" isBusy={isBusy} onClick={() => void store(null)}>
                {labels.remove}
              </Button>
            </>
          )}
        </div>
      </form>
    </>
  );
}
