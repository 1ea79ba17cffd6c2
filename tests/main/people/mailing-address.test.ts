import { describe, expect, it } from 'vitest';
import { isNobodysAddress } from '#main/people/mailing-address.ts';

describe('isNobodysAddress', () => {
  it.each([
    'noreply@example.com',
    'No-Reply@example.com',
    'do-not-reply@example.com',
    'calendar-noreply@example.com',
    'bounce-123@example.com',
    'all@example.com',
    'amsterdam-all@example.com',
    'all-hands@example.com',
    'sales.team@example.com',
    'team-platform@example.com',
    'platform-team@example.com',
    'dl-leads@example.com',
    'leads_list@example.com',
    'team@example.com',
    'info@example.com',
    'helpdesk@example.com',
    'room-4@example.com',
    'room4@example.com',
    'vergaderruimte.oost@example.com',
    'c_188ab@resource.calendar.google.com',
    'abc@group.calendar.google.com',
    'unknownorganizer@calendar.google.com',
    'people@lists.example.com',
    'people@googlegroups.com',
  ])('%s is nobody’s', (email) => {
    expect(isNobodysAddress(email)).toBe(true);
  });

  it.each([
    'ann@example.com',
    'franz.list@example.com',
    'allan@example.com',
    'ball@example.com',
    'marshall@example.com',
    'roomans@example.com',
    'team.tim@example.com',
    'info.smith@example.com',
    'ann@team.example.com',
    'ann@calendar.example.com',
    'ann@listsmith.example.com',
  ])('%s may be somebody’s', (email) => {
    expect(isNobodysAddress(email)).toBe(false);
  });
});
