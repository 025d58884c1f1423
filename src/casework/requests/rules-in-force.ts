import { sql, type Transaction } from 'kysely';
import { type ClockPack, loadClockPack, readRule, withRules } from '../clocks/clock-pack.ts';
import type { ClockRule } from '../clocks/clock-schema.ts';
import { type WorkCalendars, workCalendars } from '../clocks/work-calendar.ts';
import { ownNewest } from '../own-versions.ts';
import type { Tables } from '../tables.ts';

/** What clocks are reckoned with. */
export interface RulesInForce {
  readonly pack: ClockPack;
  readonly calendars: WorkCalendars;
  /** Names the shipped pack and the newest of the organisation's own rules: the same name, the same rules. */
  readonly name: string;
}

let shipped: { readonly pack: ClockPack; readonly calendars: WorkCalendars } | null = null;

/** The pack that comes with the program, read once. */
export function shippedClocks(): { readonly pack: ClockPack; readonly calendars: WorkCalendars } {
  if (shipped === null) {
    const pack = loadClockPack();
    shipped = { pack, calendars: workCalendars(pack.calendars) };
  }
  return shipped;
}

/** Names the shipped pack; the name of any rules in force begins with it. */
export function shippedName(): string {
  const { pack } = shippedClocks();
  return `${pack.pack.version}-${pack.sha256.slice(0, 12)}+`;
}

const held = new Map<string, RulesInForce>();
/** Organisations on one server are few. */
const MOST_HELD = 100;

/** The shipped rules, and in their place the newest that the organisation of the transaction has written. */
export async function rulesInForce(transaction: Transaction<Tables>): Promise<RulesInForce> {
  const { rows } = await sql<{ last: string; organisation_id: string | null }>`
    select coalesce(max(seq), 0)::text as last, min(organisation_id::text) as organisation_id from casework.clock_rule`.execute(
    transaction,
  );
  const name = `${shippedName()}${rows[0]?.last ?? '0'}`;
  const key = `${rows[0]?.organisation_id ?? ''} ${name}`;
  const known = held.get(key);
  if (known !== undefined) return known;
  const { pack, calendars } = shippedClocks();
  const own = await ownNewest(transaction, 'casework.clock_rule');
  const found = {
    pack: withRules(
      pack,
      own.flatMap((content) => fitting(content, pack)),
    ),
    calendars,
    name,
  };
  if (held.size >= MOST_HELD) held.clear();
  held.set(key, found);
  return found;
}

/** A rule that a newer program cannot read any more gives way to the shipped one: clocks must not stop. */
function fitting(content: unknown, pack: ClockPack): readonly ClockRule[] {
  const read = readRule(content, pack);
  return 'rule' in read ? [read.rule] : [];
}
