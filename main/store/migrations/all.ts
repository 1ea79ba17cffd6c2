import type { Migration } from '../migrate.ts';
import { first } from './0001-first.ts';
import { keptInStep } from './0002-kept-in-step.ts';
import { calendarRoute } from './0003-calendar-route.ts';
import { merges } from './0004-merges.ts';
import { accountKinds } from './0005-account-kinds.ts';
import { guestsBusy } from './0006-guests-busy.ts';
import { happened } from './0007-happened.ts';

/** Ascending by version, without a hole. A migration that has shipped never changes. */
export const MIGRATIONS: readonly Migration[] = [
  first,
  keptInStep,
  calendarRoute,
  merges,
  accountKinds,
  guestsBusy,
  happened,
];
