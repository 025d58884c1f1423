import type { ClockPack } from './clock-pack.ts';
import type { ClockRule, Notice } from './clock-schema.ts';
import type { RequestFacts } from './request-facts.ts';

/** The rules that set clocks for a request. */
export function fittingRules(facts: RequestFacts, pack: ClockPack): readonly ClockRule[] {
  return pack.rules.filter(
    (rule) =>
      applies(rule, facts, pack) &&
      (rule.urgency === 'any' || (rule.urgency === 'urgent') === facts.urgent) &&
      rule.with_traits.every((trait) => facts.traits.includes(trait)) &&
      !rule.without_traits.some((trait) => facts.traits.includes(trait)),
  );
}

/** What sets no clock and is to be known beside a request. */
export function fittingNotices(facts: RequestFacts, pack: ClockPack): readonly Notice[] {
  return pack.notices.filter((notice) => applies(notice, facts, pack));
}

function applies(entry: Notice, facts: RequestFacts, { groups }: ClockPack): boolean {
  const isIn = (country: string, names: readonly string[] | undefined): boolean =>
    names === undefined || names.some((name) => name === country || (groups[name]?.includes(country) ?? false));
  const home = facts.country === facts.ownCountry;
  return (
    entry.kinds.includes(facts.kind) &&
    (entry.addressees?.includes(facts.addressee) ?? true) &&
    (entry.where === 'anywhere' || (entry.where === 'home') === home) &&
    isIn(facts.country, entry.countries) &&
    isIn(facts.ownCountry, entry.own_countries)
  );
}
