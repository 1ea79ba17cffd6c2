import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { MetaTable } from '#main/store/meta.ts';
import type { SecretStore } from '#main/store/secrets.ts';
import { z } from 'zod';
import { GOOGLE_CLIENT_SECRET } from '../secret-names.ts';

/** As whom this program asks Google. Of an installed app its secret is none (RFC 8252, 8.5), and Google wants it. */
export interface GoogleClient {
  readonly clientId: string;
  readonly clientSecret: string | null;
}

export interface GoogleClients {
  /** The user's own comes before the build's. */
  source(): 'built-in' | 'own' | 'none';
  current(): Promise<Outcome<GoogleClient>>;
  /** Null: the build's again. A null secret: the client has none. */
  save(client: GoogleClient | null): Promise<Outcome<null>>;
}

const META_KEY = 'google-client';
const ownSchema = z.object({ clientId: z.string(), hasSecret: z.boolean() });
const IS_CLIENT_ID = /^[\w.-]{3,300}$/;

export function createGoogleClients(parts: {
  readonly meta: MetaTable;
  readonly secrets: SecretStore;
  /** Null: this build has none. */
  readonly builtIn: GoogleClient | null;
}): GoogleClients {
  const { meta, secrets, builtIn } = parts;

  function readOwn(): z.infer<typeof ownSchema> | null {
    const text = meta.read(META_KEY);
    return text === null ? null : ownSchema.parse(JSON.parse(text));
  }

  return {
    source() {
      if (readOwn() !== null) return 'own';
      return builtIn === null ? 'none' : 'built-in';
    },
    async current() {
      const own = readOwn();
      if (own === null) {
        if (builtIn !== null) return succeed(builtIn);
        return fail(
          'refused',
          'This copy of Golden Hour has no Google client ID. Make one in ten minutes as docs/connecting-google.md says, and type it in the settings.',
        );
      }
      const clientSecret = own.hasSecret ? await secrets.get(GOOGLE_CLIENT_SECRET) : null;
      if (own.hasSecret && clientSecret === null) {
        return fail(
          'unauthorized',
          'The secret of your Google client was kept in memory and is gone. Type it again in the settings.',
        );
      }
      return succeed({ clientId: own.clientId, clientSecret });
    },
    async save(client) {
      if (client === null) {
        meta.remove(META_KEY);
        await secrets.remove(GOOGLE_CLIENT_SECRET);
        return succeed(null);
      }
      const { clientId, clientSecret } = client;
      if (!IS_CLIENT_ID.test(clientId)) {
        return fail(
          'invalid-input',
          `${clientId} is no client ID. Copy the one that ends in .apps.googleusercontent.com.`,
        );
      }
      // The secret first: a client whose secret was lost by a death would say the wrong thing.
      if (clientSecret === null) await secrets.remove(GOOGLE_CLIENT_SECRET);
      else await secrets.set(GOOGLE_CLIENT_SECRET, clientSecret);
      meta.save(META_KEY, JSON.stringify({ clientId, hasSecret: clientSecret !== null }));
      return succeed(null);
    },
  };
}
