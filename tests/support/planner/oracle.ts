import loadHighs from 'highs';
import type { SolveCandidate, SolveInstance } from '#main/planner/solve/instance.ts';

/** A linear expression: coefficient by variable. */
type Terms = Map<string, number>;

/** Collects a maximisation in the CPLEX LP format. */
class LinearModel {
  readonly objective: Terms = new Map();
  readonly rows: string[] = [];
  readonly binaries = new Set<string>();
  readonly continuous = new Set<string>();

  add(terms: Iterable<readonly [string, number]>, sense: '<=' | '>=' | '=', right: number): void {
    const text = LinearModel.write(new Map(terms));
    if (text !== '') this.rows.push(` r${this.rows.length}: ${text} ${sense} ${right}`);
  }

  static write(terms: Terms): string {
    return [...terms]
      .filter(([, factor]) => factor !== 0)
      .map(([name, factor]) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`)
      .join(' ');
  }

  toString(): string {
    return [
      'Maximize',
      ` value: ${LinearModel.write(this.objective)}`,
      'Subject To',
      ...this.rows,
      'Bounds',
      ...[...this.continuous].map((name) => ` 0 <= ${name} <= 1`),
      'Binaries',
      ` ${[...this.binaries].join(' ')}`,
      'End',
    ].join('\n');
  }
}

const one = (names: readonly string[]): [string, number][] => names.map((name) => [name, 1]);

/**
 * One candidate: x it takes place, s with so many guests, y who comes, u which circles, v which departments of a circle,
 * t circles with any department at all. The value must reach the minimum wherever x is 1.
 */
function addCandidate(
  model: LinearModel,
  instance: SolveInstance,
  candidate: SolveCandidate,
  c: number,
): void {
  const { people } = instance;
  const w = candidate.weatherMicro / 1e6;
  const x = `x${c}`;
  model.binaries.add(x);
  const keptGuests = new Set(instance.kept.flatMap((kept) => kept.guests));
  const guests = people.keys().filter((p) => (candidate.worthMicro[p] ?? 0) > 0 && !keptGuests.has(p));
  const able = [...guests];
  const y = (p: number): string => `y${p}_${c}`;
  const value: Terms = new Map([[x, -candidate.burdenMicro / 1e6 - (w * instance.mixing.circleMicro) / 1e6]]);
  for (const p of able) {
    model.binaries.add(y(p));
    value.set(y(p), (w * (candidate.worthMicro[p] ?? 0)) / 1e6);
    model.add(
      [
        [y(p), 1],
        [x, -1],
      ],
      '<=',
      0,
    );
  }
  const sizes: string[] = [];
  const guestSum: [string, number][] = able.map((p) => [y(p), 1]);
  for (let n = Math.max(1, candidate.minimum); n <= Math.min(candidate.maximum, able.length); n++) {
    const s = `s${n}_${c}`;
    sizes.push(s);
    model.binaries.add(s);
    guestSum.push([s, -n]);
    value.set(s, (-w * instance.crowdMicro * n * (n - 1)) / 1e6);
  }
  model.add([...one(sizes), [x, -1]], '=', 0);
  model.add(guestSum, '=', 0);
  const circles = new Set(able.map((p) => people[p]?.circle ?? 0));
  for (const circle of circles) {
    const inside = able.filter((p) => people[p]?.circle === circle);
    const u = `u${circle}_${c}`;
    model.continuous.add(u);
    model.add([[u, 1], ...inside.map((p): [string, number] => [y(p), -1])], '<=', 0);
    value.set(u, (w * instance.mixing.circleMicro) / 1e6);
    const departments = new Set(inside.map((p) => people[p]?.department ?? -1).filter((d) => d >= 0));
    if (departments.size < 2) continue;
    const t = `t${circle}_${c}`;
    model.continuous.add(t);
    value.set(t, (-w * instance.mixing.departmentMicro) / 1e6);
    for (const department of departments) {
      const v = `v${circle}_${department}_${c}`;
      model.continuous.add(v);
      value.set(v, (w * instance.mixing.departmentMicro) / 1e6);
      const there = inside.filter((p) => people[p]?.department === department);
      model.add([[v, 1], ...there.map((p): [string, number] => [y(p), -1])], '<=', 0);
      model.add(
        [
          [v, 1],
          [t, -1],
        ],
        '<=',
        0,
      );
    }
  }
  for (const { left, right } of instance.separations) {
    for (const a of able.filter((p) => left.has(p))) {
      for (const b of able.filter((p) => right.has(p)))
        model.add(
          [
            [y(a), 1],
            [y(b), 1],
            [x, -1],
          ],
          '<=',
          0,
        );
    }
  }
  model.add([...value, [x, (value.get(x) ?? 0) - (instance.minimumValueMicro - 0.5) / 1e6]], '>=', 0);
  for (const [name, factor] of value) model.objective.set(name, factor);
}

/** What may be used once, and every rule about dates. */
function addPlanRules(model: LinearModel, instance: SolveInstance): void {
  const { candidates, schedule, kept } = instance;
  const all = candidates.map((candidate, c) => ({ candidate, c }));
  const used = [...model.binaries];
  for (let p = 0; p < instance.people.length; p++) {
    model.add(one(used.filter((name) => name.startsWith(`y${p}_`))), '<=', 1);
  }
  for (const activity of new Set(candidates.map((candidate) => candidate.activity))) {
    const taken = kept.some((k) => k.activity === activity) ? 0 : 1;
    model.add(one(all.filter((a) => a.candidate.activity === activity).map((a) => `x${a.c}`)), '<=', taken);
  }
  const there = [
    ...schedule.fixed,
    ...kept.map((k) => ({ dateIndex: k.dateIndex, big: k.guests.length > 3 })),
  ];
  const on = (d: number): string[] => all.filter((a) => a.candidate.dateIndex === d).map((a) => `x${a.c}`);
  const taken = (from: number, until: number, big: boolean): number =>
    there.filter((t) => t.dateIndex >= from && t.dateIndex < until && (t.big || !big)).length;
  const bigOn = (d: number): string[] =>
    used.filter((name) => {
      const [, size, c] = /^s(\d+)_(\d+)$/.exec(name) ?? [];
      return Number(size) > 3 && candidates[Number(c)]?.dateIndex === d;
    });
  for (let d = 0; d < schedule.days; d++) {
    model.add(one(on(d)), '<=', Math.max(0, 1 - taken(d, d + 1, false)));
    if (schedule.weekdays[d] === 6)
      model.add(one([...on(d), ...on(d + 1)]), '<=', Math.max(0, 1 - taken(d, d + 2, false)));
    if (schedule.weekdays[d] === 7 && d === 0)
      model.add(one(on(0)), '<=', Math.max(0, 1 - taken(-1, 1, false)));
  }
  if (schedule.weekdays[schedule.days - 1] === 6) {
    const last = schedule.days - 1;
    model.add(one(on(last)), '<=', Math.max(0, 1 - taken(last, last + 2, false)));
  }
  for (let from = -6; from < schedule.days; from++) {
    const days = Array.from({ length: 7 }, (_, i) => from + i);
    model.add(one(days.flatMap(on)), '<=', Math.max(0, schedule.perWeek - taken(from, from + 7, false)));
    model.add(one(days.flatMap(bigOn)), '<=', Math.max(0, 1 - taken(from, from + 7, true)));
  }
  for (let d = 0; d + 1 < schedule.days; d++) {
    const keptPair = [d, d + 1].filter((date) => kept.some((k) => k.dateIndex === date)).length;
    const a = `a${d}`;
    model.continuous.add(a);
    model.objective.set(a, -instance.adjacencyMicro / 1e6);
    model.add(
      [[a, 1], ...[...on(d), ...on(d + 1)].map((x): [string, number] => [x, -1])],
      '>=',
      keptPair - 1,
    );
  }
}

/** The instance as a mixed integer programme, for HiGHS. */
function formulate(instance: SolveInstance): string {
  const model = new LinearModel();
  for (const [c, candidate] of instance.candidates.entries()) addCandidate(model, instance, candidate, c);
  addPlanRules(model, instance);
  return model.toString();
}

/** Solves instances with HiGHS: the value of the best plan, kept proposals included. */
export async function openOracle(): Promise<(instance: SolveInstance) => number> {
  const highs = await loadHighs();
  return (instance) => {
    const result = highs.solve(formulate(instance), {
      output_flag: false,
      mip_rel_gap: 0,
      mip_abs_gap: 0,
      random_seed: 1,
    });
    if (result.Status !== 'Optimal') throw new Error(`HiGHS ended with '${result.Status}'.`);
    return result.ObjectiveValue + instance.kept.reduce((sum, kept) => sum + kept.value, 0) / 1e12;
  };
}
