/** Finds other reports that may be of the same event: by place and day, by actor and day, by the words of a copied sentence. */
import { sql } from 'kysely';
import type { DayRange } from '../model/days.ts';
import { addDays, LAST_DAY } from '../model/days.ts';
import type { ReportSearch } from '../model/incident.ts';
import { toKey } from './columns.ts';
import type { Condition } from './event-plan.ts';
import { incidentColumn } from './event-row.ts';
import type { LeadersBefore } from './leaders-before.ts';
import type { Tx } from './schema.ts';

/** More reports than these that may be of the same event are a crowd, of which no more is read than must be. */
const FEW = 40;
/**
 * Of a crowd, so many for each place and day are looked at, those that came last, and those that lead them: so a commit
 * costs no more on a day of which everybody reports.
 */
const LATEST = 150;

/** A report that may be of the same event: whose it is. */
export type Candidate = { no: number; scope: string };

/** One search, as SQL that selects `no` and `scope` of reports, some perhaps twice; equal keys are equal searches. */
export type Search = {
  key: string;
  /** Up to so many, whichever. */
  any: (limit: number) => Condition;
  /** Those that came last, up to so many for each place and day. */
  latest: (limit: number) => Condition;
};

/** A view while it is settled: who leads whom by now, and who has begun to lead, the latest last. */
export type Leading = { view: string; leaderOf: (no: number) => number; lately: ReadonlySet<number> };

/** Makes each search once in a transaction. */
export class ReportSearches {
  readonly #tx: Tx;
  readonly #before: LeadersBefore;
  readonly #few = new Map<string, readonly Candidate[] | null>();
  readonly #latest = new Map<string, readonly Candidate[]>();
  readonly #leaders = new Map<string, readonly number[]>();
  readonly #views = new Map<string, readonly string[]>();

  constructor(tx: Tx, before: LeadersBefore) {
    this.#tx = tx;
    this.#before = before;
  }

  /** Finds the copies of several sentences at once, as long as these are few. */
  async findCopies(copies: readonly Copies[]): Promise<void> {
    const quotes = [...new Set(copies.map(({ quote }) => quote))];
    if (quotes.length === 0) return;
    const days = copies.map((one) => one.days ?? ANY_DAY);
    const from = days.map((range) => range.from).sort()[0] ?? '';
    const to =
      days
        .map((range) => range.to)
        .sort()
        .at(-1) ?? '';
    const found = await this.#read<{ quote: number }>(
      copiesOf(
        sql`e.quote in (${sql.join(quotes)})`,
        { from, to },
        sql`, e.quote`,
        sql`limit ${sql.lit(10 * FEW + 1)}`,
      ),
      sql`, c.quote`,
    );
    if (found.length > 10 * FEW) return;
    for (const one of copies) {
      const same = found.filter(({ quote }) => quote === one.quote);
      this.#few.set(searchCopies(one).key, same.length > FEW ? null : same);
    }
  }

  /** All that a search finds, or of a crowd the latest. */
  async found(search: Search): Promise<readonly Candidate[]> {
    const few = await this.#fewOf(search);
    return few ?? once(this.#latest, search.key, () => this.#read(search.latest(LATEST)));
  }

  /** Who leads what is found, as a view sees it by now; of a crowd without reading it, and by `lately` for what changed. */
  async leadersOf(search: Search, { view, leaderOf, lately }: Leading): Promise<readonly number[]> {
    const few = await this.#fewOf(search);
    if (few !== null) return few.map(({ no }) => leaderOf(no));
    const before = await once(this.#leaders, `${view} ${search.key}`, async () => {
      const leader = incidentColumn('leader', sql`c.no`, view);
      const { rows } = await sql<{ leader: number }>`
        select distinct coalesce(${leader}, c.no) as leader from (${search.latest(LATEST)}) c`.execute(this.#tx);
      return rows.map((row) => row.leader);
    });
    return [...before, ...[...lately].slice(-LATEST)];
  }

  /** Whose reports are among what is found, and which views had a word of their own on them. */
  async viewsOf(search: Search): Promise<readonly string[]> {
    const few = await this.#fewOf(search);
    if (few !== null) return few.flatMap(({ no, scope }) => [scope, ...this.#before.viewsOf(no)]);
    return once(this.#views, search.key, async () => {
      const { rows } = await sql<{ view: string }>`with c as (${search.latest(LATEST)}) select c.scope as view from c
        union select i.view from c cross join incident i where i.event = c.no`.execute(this.#tx);
      return rows.map(({ view }) => view);
    });
  }

  /** Null for a crowd. */
  async #fewOf(search: Search): Promise<readonly Candidate[] | null> {
    return once(this.#few, search.key, async () => {
      const found = await this.#read(search.any(FEW + 1));
      return found.length > FEW ? null : found;
    });
  }

  async #read<More extends object>(which: Condition, more: Condition = sql``): Promise<(Candidate & More)[]> {
    const { rows } = await sql<Candidate & More & { view: string | null; leader: number | null }>`
      select c.no, c.scope, i.view, i.leader${more} from (${which}) c left join incident i on i.event = c.no`.execute(
      this.#tx,
    );
    this.#before.keep(rows.map(({ no, view, leader }) => ({ event: no, view, leader })));
    return [...new Map(rows.map((row) => [row.no, row])).values()];
  }
}

/** The value of a key, found the first time that it is asked for. */
export async function once<K, T>(known: Map<K, T>, key: K, find: () => Promise<T>): Promise<T> {
  const value = known.get(key);
  if (value !== undefined) return value;
  const found = await find();
  known.set(key, found);
  return found;
}

/** A sentence, and between which days its copies may be dated; null for any. */
export type Copies = { quote: number; days: DayRange | null };

const ANY_DAY: DayRange = { from: '', to: LAST_DAY };

/** Reports with the very same words, of those days or of none. */
export const searchCopies = ({ quote, days }: Copies): Search => {
  const which = sql`e.quote = ${quote}`;
  const { from, to } = days ?? ANY_DAY;
  return {
    key: `quote ${quote} ${from} ${to}`,
    any: (limit) => copiesOf(which, { from, to }, sql``, sql`limit ${sql.lit(limit)}`),
    latest: (limit) => copiesOf(which, { from, to }, sql``, sql`order by no desc limit ${sql.lit(limit)}`),
  };
};

function copiesOf(which: Condition, { from, to }: DayRange, more: Condition, page: Condition): Condition {
  const found = sql`select e.no, e.scope${more} from event e where ${which} and e.quote <> 0 and e.restated = 0`;
  const dated = sql`${found} and e.day_to >= ${from} and e.day_from <= ${to}`;
  return from === '' ? sql`${dated} ${page}` : sql`${dated} union all ${found} and e.day_to = '' ${page}`;
}

/** Reports at the place and inside it, at those around it, and of the actors, of the kinds that go together. */
export const searchesNear = (search: ReportSearch, kinds: readonly number[]): Search[] => {
  const { from, to } = search;
  const [place, ...around] = [search.place, ...search.around].map(toKey);
  const which = sql`d.restated = 0 and d.kind in (${sql.join(kinds)})`;
  const key = JSON.stringify([from, to, kinds]);
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  const among = (table: 'event_place' | 'event_actor', of: readonly Condition[]): Omit<Search, 'key'> => {
    const found = sql`select d.event as no, d.scope from ${sql.table(table)} d where ${which}`;
    const together = (some: readonly Condition[]): Condition => sql.join([...some], sql` union all `);
    return {
      any: (limit) => {
        const all = of.map((one) => sql`${found} and ${one} and d.day_to between ${from} and ${to}`);
        return sql`${together(all)} limit ${sql.lit(limit)}`;
      },
      latest: (limit) => {
        const each = of.flatMap((one) => days.map((day) => sql`${found} and ${one} and d.day_to = ${day}`));
        return together(each.map((one) => sql`select * from (${one} order by d.event desc limit ${sql.lit(limit)}) b`));
      },
    };
  };
  const at = [sql`d.place = ${place}`, ...around.map((id) => sql`d.place = ${id} and d.depth = 0`)];
  return [
    { key: `${key} ${place} ${around.join(' ')}`, ...among('event_place', at) },
    ...search.actors.map((id) => ({
      key: `${key} by ${id}`,
      ...among('event_actor', [sql`d.actor = ${toKey(id)}`]),
    })),
  ];
};
