import { describe, expect, it } from 'vitest';
import type { Handlers, MethodName } from '#contract/methods.ts';
import { fail, succeed } from '#contract/outcome.ts';
import { createDispatch } from '#main/app/dispatch.ts';
import { SCHEMAS } from '#main/app/schemas/all.ts';

interface Spy {
  readonly dispatch: ReturnType<typeof createDispatch>;
  readonly logged: { error: unknown; fields: unknown }[];
  readonly inputs: unknown[];
}

/** Every handler answers by `handle`; what it got is written down. */
function createSpy(handle: (name: MethodName, input: unknown) => unknown = () => succeed('done')): Spy {
  const logged: Spy['logged'] = [];
  const inputs: unknown[] = [];
  const handlers = Object.fromEntries(
    Object.keys(SCHEMAS).map((name) => [
      name,
      (input: unknown) => {
        inputs.push(input);
        return handle(name as MethodName, input);
      },
    ]),
  ) as unknown as Handlers;
  const log = {
    bug: (error: unknown, fields?: unknown) => {
      logged.push({ error, fields });
      return 'ab12';
    },
  };
  return { dispatch: createDispatch(handlers, { log, schemas: SCHEMAS }), logged, inputs };
}

describe('dispatch', () => {
  it('runs the handler of the name with the validated input', async () => {
    const { dispatch, inputs } = createSpy();
    expect(await dispatch('people.read', { personId: 'p1' })).toEqual({ ok: true, value: 'done' });
    expect(inputs).toEqual([{ personId: 'p1' }]);
  });

  it.each(['', 'no.such', '__proto__', 'constructor', 'toString', 'people'])(
    'has no method %j',
    async (name) => {
      const { dispatch, inputs } = createSpy();
      expect(await dispatch(name, {})).toMatchObject({ ok: false, code: 'not-found' });
      expect(inputs).toEqual([]);
    },
  );

  it.each([
    ['people.read', {}],
    ['people.read', { personId: 7 }],
    ['people.read', null],
    ['people.read', undefined],
    ['proposals.notNow', { proposalId: 'x', days: 5 }],
    ['proposals.move', { proposalId: 'x', activityId: 'walk', start: 'tomorrow' }],
    ['proposals.invite', { proposalId: 'x', subject: ' ' }],
    ['people.logTouch', { personId: 'x', date: '2026-02-30' }],
    ['invites.answer', { inviteId: 'x', email: 'a@example.com', answer: 'perhaps' }],
    ['app.status', { surprise: true }],
    [
      'settings.saveSmtp',
      {
        account: { host: 'mail.example.com', port: 25, security: 'none', user: '', from: 'a@example.com' },
        password: null,
      },
    ],
  ])('%s refuses %j', async (name, input) => {
    const { dispatch, inputs, logged } = createSpy();
    expect(await dispatch(name, input)).toMatchObject({ ok: false, code: 'invalid-input' });
    expect(inputs).toEqual([]);
    expect(logged).toEqual([]);
  });

  it('names what is wrong with the input', async () => {
    const { dispatch } = createSpy();
    const outcome = await dispatch('proposals.move', {
      proposalId: 'x',
      activityId: 'walk',
      start: 'tomorrow',
    });
    expect(outcome).toMatchObject({ message: expect.stringContaining('start: use ISO 8601') });
  });

  it('passes a failure of the handler on', async () => {
    const { dispatch, logged } = createSpy(() => fail('offline', 'No network.'));
    expect(await dispatch('invites.list', {})).toEqual({
      ok: false,
      code: 'offline',
      message: 'No network.',
    });
    expect(logged).toEqual([]);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('Priya <priya@example.com>');
      },
    ],
    ['rejects', () => Promise.reject(new Error('Priya <priya@example.com>'))],
  ])('turns a handler that %s into a bug under a logged id, without its words', async (_, handle) => {
    const { dispatch, logged } = createSpy(handle);
    const outcome = await dispatch('invites.list', {});
    expect(outcome).toMatchObject({ ok: false, code: 'bug', logId: 'ab12' });
    expect(JSON.stringify(outcome)).not.toContain('priya');
    expect(logged).toEqual([{ error: expect.any(Error), fields: { method: 'invites.list' } }]);
  });
});
