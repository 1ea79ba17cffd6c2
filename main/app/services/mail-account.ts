import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import type { MailTransport } from '#main/invites/mail.ts';
import type { Outbox } from '#main/invites/outbox.ts';
import { createSmtpTransport } from '#main/invites/smtp/transport.ts';
import type { SecretStore } from '#main/store/secrets.ts';
import type { SettingsStore } from '#main/store/settings.ts';
import { SMTP_PASSWORD } from '../secret-names.ts';

/** Long enough for another process to look around and send; see jobs/watch.ts. */
const GRACE_MS = 60_000;

export interface MailAccountParts {
  readonly settings: SettingsStore;
  readonly secrets: SecretStore;
  readonly clock: () => EpochMs;
  /** Whether the password of a calendar that invites wait for is missing here. */
  readonly lacksOther: () => Promise<boolean>;
}

/** The user's own SMTP account, as it is at this moment. */
export interface MailAccount {
  open(): Promise<Outcome<MailTransport>>;
  /**
   * `outbox.tick`, but patient where this process lacks a password: without a keyring it is in the memory of the
   * process into which it was typed, and that one may be running and send.
   */
  tickPatiently(outbox: Pick<Outbox, 'tick' | 'nextDueMs'>): Promise<EpochMs | null>;
}

export function createMailAccount({ settings, secrets, clock, lacksOther }: MailAccountParts): MailAccount {
  async function lacksPassword(): Promise<boolean> {
    const { smtp } = settings.read();
    if (smtp === null || smtp.user === '' || secrets.persistent) return false;
    return (await secrets.get(SMTP_PASSWORD)) === null;
  }

  return {
    async open() {
      const { smtp } = settings.read();
      if (smtp === null)
        return fail('not-found', 'No mail account is set up any more. Add one in the settings.');
      if (await lacksPassword()) {
        return fail(
          'unauthorized',
          'The password was kept in memory and is gone. Type it again in the settings.',
        );
      }
      return succeed(createSmtpTransport(smtp, await secrets.get(SMTP_PASSWORD)));
    },
    async tickPatiently(outbox) {
      if ((await lacksPassword()) || (await lacksOther())) {
        const dueMs = outbox.nextDueMs();
        if (dueMs !== null && clock() < dueMs + GRACE_MS) return dueMs + GRACE_MS;
      }
      return outbox.tick();
    },
  };
}
