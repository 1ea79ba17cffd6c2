import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '#main/activities/catalogue.ts';
import { recogniseActivity } from '#main/activities/recognise.ts';

const recognise = (summary: string, activity: string | null = null) =>
  recogniseActivity({ summary, activity }, CATALOGUE);

describe('recogniseActivity', () => {
  it.each([
    ['Coffee with Sam', 'coffee'],
    ['KOFFIE met Femke', 'coffee'],
    ['Grill at home with Priya', 'grill'],
    ['Summer barbecue!', 'grill'],
    ['BBQ, bring salad', 'grill'],
    ['Barbecueën bij ons', 'grill'],
    ['Walk and talk: Nora', 'walk-and-talk'],
    ['Evening walk', 'evening-walk'],
    ['Walk with Nora', 'walk'],
    ['Dinner at home', 'dinner-home'],
    ['Dinner', 'dinner-out'],
    ['Online lunch', 'online-lunch'],
    ['Jeu de boules', 'petanque'],
  ])('%s is %s', (summary, id) => {
    expect(recognise(summary)).toBe(id);
  });

  it.each(['Design walk-through', 'Lunchroom planning', 'Concerted effort', 'Runway review', ''])(
    "'%s' is none",
    (summary) => {
      expect(recognise(summary)).toBeNull();
    },
  );

  it('believes the mark more than the words', () => {
    expect(recognise('Coffee with Sam', 'museum')).toBe('museum');
  });

  it('goes by the words when the mark is of an activity that is gone', () => {
    expect(recognise('Coffee with Sam', 'sailing')).toBe('coffee');
  });

  it('recognises decomposed letters', () => {
    expect(recognise('Barbecueën'.normalize('NFD'))).toBe('grill');
  });
});
