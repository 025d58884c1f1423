import { describe, expect, it } from 'vitest';
import { assembleLead } from './assemble-lead.ts';
import { leadSchema } from './lead.ts';
import { leadLine } from './leads-jsonl.ts';
import { AS_OF, contextOf, counterparty, transfer } from './testing/context.ts';

const facts = {
  ...{ transfers: 12, share_upto_150: 0.95, share_upto_500: 1, cross_border_share: 1, amount_median: 41 },
  ...{ gap_median: 6, gap_variation: 1.1, monthly_rhythm: 0.1, weekly_rhythm: 0.1, once_payee_share: 0.2 },
  ...{ max_payees_country_30d: 3, max_payees_country_90d: 4, max_payees_country_365d: 6, payees: 6, switch_share: 0.7 },
  ...{
    fixed_sum_share: 0.2,
    night_share_payer: 0.45,
    business_hours_share: 0.1,
    declared_tie_share: 0.6,
    tie_declared_known: 1,
  },
};
const transfers = [
  transfer('t1', 40, { payeeId: 'a', payerNight: true }),
  transfer('t2', 20, { payeeId: 'b', payerNight: true }),
  transfer('t3', 3, { payeeId: 'a', eurCents: 20_000, amount: '200.00' }),
];
const counterparties = new Map([
  ['a', counterparty('a', { score: 2, role: 'facilitator', shared: true })],
  ['b', counterparty('b', { score: 5, role: 'facilitator' })],
]);
const context = contextOf('payer', facts, transfers, { counterparties });
const lead = assembleLead(context, AS_OF);

describe('a lead', () => {
  it('has contributions that add up to its score exactly', () => {
    const units = [...lead.reasons, ...lead.reasonsAgainst].reduce(
      (sum, r) => sum + Math.round(r.contribution * 10_000),
      0,
    );
    expect(units / 10_000).toBe(lead.score);
    expect(lead.reasons.length).toBeGreaterThan(3);
    expect(lead.reasonsAgainst.map(({ indicator }) => indicator)).toContain('O01-tie');
  });

  it('shows the evidence of each reason, and never none', () => {
    const night = lead.reasons.find(({ indicator }) => indicator === 'P07');
    expect(night?.evidence).toEqual(['t1', 't2']);
    for (const reason of lead.reasons) expect(reason.evidence.length).toBeGreaterThan(0);
  });

  it('says what is unknown and what would be needed to know it, in both languages', () => {
    const known = lead.unknown.find(({ indicator }) => indicator === 'K01');
    expect(known?.missing).toEqual(['known_payee']);
    expect(known?.sentence).toEqual({
      en: 'To know, this is needed: a list of known subjects.',
      fr: 'Pour le savoir, il faut : une liste de personnes connues.',
    });
  });

  it('names its members, those with the highest own score first, and how much passed between them', () => {
    expect(lead.members.map(({ id, transfers: count, amountEur }) => [id, count, amountEur])).toEqual([
      ['payer-1', 3, '280.00'],
      ['b', 1, '40.00'],
      ['a', 2, '240.00'],
    ]);
    expect(lead.membersTotal).toBe(3);
    expect(lead.links[0]).toEqual({ payerId: 'payer-1', payeeId: 'b', transfers: 1, amountEur: '40.00' });
  });

  it('says when the subject was last active and at what tempo', () => {
    expect(lead.activity).toMatchObject({
      daysSinceLast: 3,
      transfersLast30: 2,
      transfersLast90: 3,
      gapMedianDays: 18.5,
    });
  });

  it('proves its reasons by transfers of the corridor that they are about, and lists all others beside them', () => {
    const elsewhere = { ...transfer('t0', 70, { payerNight: true }), inCorridor: false };
    const corridor = { country: 'XB', transfers: 3, transfersElsewhere: 1, activity: lead.activity };
    const of = assembleLead({ ...context, corridor, transfers: [elsewhere, ...context.transfers] }, AS_OF);
    expect(of.corridor).toEqual(corridor);
    expect(of.reasons.flatMap(({ evidence }) => evidence)).not.toContain('t0');
    expect(of.reasons).toEqual(lead.reasons);
    expect(of.transfers.map(({ transferId }) => transferId)).toContain('t0');
  });

  it('is the same whatever the names, countries and places are', () => {
    const other = assembleLead({ ...context, name: 'Somebody Else', country: 'XB', place: 'XB-09' }, AS_OF);
    expect([other.score, other.reasons, other.reasonsAgainst]).toEqual([lead.score, lead.reasons, lead.reasonsAgainst]);
  });

  it('has the form of its schema, one line, and the same bytes whatever order its keys were made in', () => {
    expect(leadSchema.parse(lead)).toEqual(lead);
    const backwards = Object.fromEntries(Object.entries(lead).reverse());
    expect(leadLine(leadSchema.parse(backwards))).toBe(leadLine(lead));
    expect(leadLine(lead)).not.toContain('\n');
  });

  it('caps what is shown and still tells the totals', () => {
    const capped = assembleLead(context, AS_OF, { evidence: 1, members: 1, transfers: 2 });
    expect([capped.members.length, capped.membersTotal, capped.transfers.length, capped.transfersTotal]).toEqual([
      2, 3, 2, 3,
    ]);
    const night = capped.reasons.find(({ indicator }) => indicator === 'P07');
    expect([night?.evidence, night?.evidenceTotal]).toEqual([['t2'], 2]);
  });

  it('lists what is evidence before what is newer and is none, so that every reason can be walked back to a file and a row', () => {
    const elsewhere = Array.from({ length: 20 }, (_, index) => ({
      ...transfer(`home-${index}`, 2 - index / 20),
      inCorridor: false,
    }));
    const of = assembleLead({ ...context, transfers: [...transfers, ...elsewhere] }, AS_OF, {
      ...{ evidence: 200, members: 60, transfers: 5 },
    });
    expect(of.transfers.map(({ transferId }) => transferId)).toEqual(['t1', 't2', 't3', 'home-18', 'home-19']);
    expect(of.transfersTotal).toBe(23);
  });

  it('takes its totals from the facts when only the newest transfers were read', () => {
    const hub = {
      ...context,
      totals: { transfers: 9000, amountEur: '360000.00', counterparties: 700, firstAt: 1_500_000_000 },
    };
    const { transfersTotal, membersTotal, subject, activity } = assembleLead(hub, AS_OF);
    expect([transfersTotal, membersTotal, subject.amountEur, activity.firstAt]).toEqual([
      9000,
      701,
      '360000.00',
      '2017-07-14T02:40:00.000Z',
    ]);
  });

  it('is refused when its score is not the sum of its contributions', () => {
    expect(() => assembleLead({ ...context, standing: { ...context.standing, score: 99 } }, AS_OF)).toThrow(
      /add up to/,
    );
  });
});

describe('the queue of a payer', () => {
  const episode = {
    ...{
      days_before_first: 200,
      episode_transfers: 5,
      episode_share: 1,
      episode_hours: 60,
      episode_new_payees: 1,
      episode_growth: 1.2,
    },
    ...{
      episode_quiet_days: 60,
      episode_sum: 900,
      amount_min: 80,
      amount_max: 300,
      payees: 1,
      max_24h: 3,
      transfers: 5,
    },
  };

  it('is safeguarding, as a possible victim, when the signs of extortion lead', () => {
    const { standing } = contextOf('payer', episode, [transfer('t1', 60)]);
    expect([standing.queue, standing.role]).toEqual(['safeguarding', 'possible_victim']);
    // Which of the two proposed tiers depends on weights that are estimated anew; that it is proposed does not.
    expect(standing.tier).not.toBe('context');
  });

  it('is investigation when the signs of paying lead', () => {
    expect([lead.queue, lead.subject.role]).toEqual(['investigation', 'payer']);
  });
});

describe('the role of a payee', () => {
  it('is collector when new payers pay for days and stop', () => {
    const collector = {
      ...{ payers: 12, payers_new_share: 0.8, short_episode_payer_share: 0.7, share_upto_500: 1, payer_span_median: 2 },
      ...{ pass_through_48h: 0.9, unrelated_payers: 12, night_share_payer: 0.5, payers_many_payees_share: 0 },
    };
    const { standing } = contextOf('payee', collector, [transfer('t1', 5)]);
    expect([standing.queue, standing.role]).toEqual(['investigation', 'collector']);
  });

  it('is only payee while there are too few independent signs', () => {
    const { standing } = contextOf('payee', { purpose_handle_share: 1, unrelated_payers: 3, share_upto_500: 1 }, [
      transfer('t1', 5),
    ]);
    expect([standing.role, standing.tier]).toEqual(['payee', 'context']);
  });
});
