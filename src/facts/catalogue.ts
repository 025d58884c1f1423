/**
 * Every fact that Vigie measures: name, meaning, unit, window. Kernels write them in this order, packs refer to them by
 * `subject.id`, docs are generated from here. NaN means *unknown*, never zero.
 *
 * order 1: from the subject's own transfers (kernels). order 2: from the subjects around it (network). order 3: from what is known, or was found, of those
 * around it: the user's list of known subjects, and their own scores.
 * `counted` transfers only: not cancelled, not refunded, not to oneself. A subject without any has `transfers` = 0 and only
 * unknowns else. Shares and counts are of what is known: unknown when nothing of the kind is. Local dates and hours are those of
 * the payer's place unless the meaning says otherwise; dates fall back to UTC where its zone is unknown, hours do not.
 */
export interface Fact {
  readonly id: string;
  readonly meaning: string;
  readonly unit: 'score' | 'count' | 'share' | 'days' | 'hours' | 'eur' | 'ratio' | 'log2' | 'instant' | 'per_30_days';
  /** Over which part of the history, in words; 'all' = all counted transfers before the as-of instant. */
  readonly window: string;
  readonly order: 1 | 2 | 3;
}

const all = 'all';
const fact = (id: string, unit: Fact['unit'], meaning: string, window = all): Fact => ({
  id,
  unit,
  meaning,
  window,
  order: 1,
});
const around = (id: string, unit: Fact['unit'], meaning: string): Fact => ({
  id,
  unit,
  meaning,
  window: all,
  order: 2,
});

const found = (id: string, unit: Fact['unit'], meaning: string): Fact => ({
  id,
  unit,
  meaning,
  window: all,
  order: 3,
});

const AMOUNTS = [
  fact('amount_sum', 'eur', 'Sum of the transfers with a rate.'),
  fact('amount_min', 'eur', 'Smallest amount.'),
  fact('amount_q1', 'eur', 'First quartile of the amounts, exact (linear interpolation, type 7).'),
  fact('amount_median', 'eur', 'Median amount, exact.'),
  fact('amount_q3', 'eur', 'Third quartile of the amounts, exact.'),
  fact('amount_max', 'eur', 'Largest amount.'),
  fact('amount_spread', 'ratio', '(third quartile - first quartile) / median; 2 amounts or more.'),
  fact('share_upto_60', 'share', 'Share of transfers of at most EUR 60.'),
  fact('share_upto_150', 'share', 'Share of transfers of at most EUR 150.'),
  fact('share_upto_500', 'share', 'Share of transfers of at most EUR 500.'),
  fact('share_over_1500', 'share', 'Share of transfers over EUR 1,500.'),
  fact(
    'round_share',
    'share',
    'Share of transfers that are a multiple of 5 in whole units (10 at 100 and over, 100 at 1,000 and over, 500 at 10,000 and over) in the sent or the paid-out currency.',
  ),
] as const;

const TIMES = [
  fact('transfers', 'count', 'Counted transfers.'),
  fact('excluded_transfers', 'count', 'Cancelled, refunded or to oneself; not in any other fact.'),
  fact('first_at', 'instant', 'First transfer.'),
  fact('last_at', 'instant', 'Last transfer.'),
  fact('span_days', 'days', 'From first to last transfer.'),
  fact('days_since_last', 'days', 'From last transfer to the as-of instant.'),
  fact(
    'days_before_first',
    'days',
    'From the start of the data to the first transfer: how far the subject is known to be new.',
  ),
  fact('active_days', 'count', 'Distinct UTC days with a transfer.'),
  fact('transfers_last_30', 'count', 'Transfers in the last 30 days.', '30 days before as-of'),
  fact('transfers_last_90', 'count', 'Transfers in the last 90 days.', '90 days before as-of'),
  fact('max_24h', 'count', 'Most transfers in any 24 hours, half-open.'),
  fact('max_7d', 'count', 'Most transfers in any 7 days, half-open.'),
  fact('max_30d', 'count', 'Most transfers in any 30 days, half-open.'),
] as const;

const LOCAL_HOURS = [
  fact(
    'night_share_payer',
    'share',
    'Share of transfers from 22:00 to before 05:00 at the payer’s place, of those with a known zone.',
  ),
  fact(
    'night_share_payee',
    'share',
    'Share of transfers from 22:00 to before 05:00 at the payee’s place, of those with a known zone.',
  ),
  fact(
    'business_hours_share',
    'share',
    'Share of transfers Monday to Friday 08:00 to before 18:00 at the payer’s place, of those with a known zone.',
  ),
] as const;

export const PAYER_FACTS: readonly Fact[] = [
  ...TIMES,
  ...AMOUNTS,
  ...LOCAL_HOURS,
  fact('cross_border_share', 'share', 'Share of transfers to another country, of those with both countries known.'),
  fact('gap_median', 'days', 'Median gap between successive transfers.'),
  fact('gap_mean', 'days', 'Mean gap between successive transfers.'),
  fact(
    'gap_variation',
    'ratio',
    'Standard deviation of the gaps / their mean: 0 = clockwork, about 1 = random; 3 transfers or more.',
  ),
  fact(
    'close_gap_share',
    'share',
    'Share of successive transfers that follow within 4 hours: sums paid in parts; on the same day where only days are recorded; 2 transfers or more.',
  ),
  fact('amount_escalation', 'log2', 'log2(mean amount of the last third / of the first third), 6 transfers or more.'),
  fact(
    'tempo_escalation',
    'log2',
    'log2(transfers in the second half of the span / in the first half), with one added to both; 6 transfers or more and 14 days or more.',
  ),
  fact('payees', 'count', 'Distinct payees.'),
  fact('payees_per_transfer', 'ratio', 'Distinct payees / transfers.'),
  fact('new_payees_last_90', 'count', 'Payees paid for the first time in the last 90 days.', '90 days before as-of'),
  fact('new_payee_gap_median', 'days', 'Median gap between the arrivals of new payees.'),
  fact('max_payees_country_30d', 'count', 'Most distinct payees in one foreign country in any 30 days.'),
  fact('max_payees_country_90d', 'count', 'Most distinct payees in one foreign country in any 90 days.'),
  fact('max_payees_country_365d', 'count', 'Most distinct payees in one foreign country in any 365 days.'),
  fact('payee_countries', 'count', 'Distinct countries paid to.'),
  fact(
    'top_country_share',
    'share',
    'Share of the country paid to most among the transfers that do not stay in the payer’s own; 1 when all do. Of all transfers of the payer.',
  ),
  fact('payout_places', 'count', 'Distinct payout places.'),
  fact('top_payee_share', 'share', 'Share of transfers to the payee paid most often.'),
  fact('once_payee_share', 'share', 'Share of payees who were paid once.'),
  fact(
    'switch_share',
    'share',
    'Share of successive transfers that go to another payee than the one before; 2 transfers or more.',
  ),
  fact(
    'brief_payee_share',
    'share',
    'Share of payees whose transfers all fall within 90 days, those paid once included.',
  ),
  fact('longest_pair_days', 'days', 'Longest time from first to last transfer to one payee.'),
  fact('declared_tie_share', 'share', 'Share of transfers with a declared tie, of those where anything was declared.'),
  fact('tie_declared_known', 'share', 'Share of transfers where anything was declared.'),
  fact('purpose_share', 'share', 'Share of transfers with a purpose.'),
  fact('purpose_handle_share', 'share', 'Share of purposes with the shape of a service handle or user name.'),
  fact(
    'purpose_welfare_share',
    'share',
    'Share of purposes coded as schooling, medical or housing, of the coded ones.',
  ),
  fact('purpose_trade_share', 'share', 'Share of purposes coded as trade or salary, of the coded ones.'),
  fact('providers', 'count', 'Distinct providers used.'),
  fact('channels', 'count', 'Distinct channels used, of the known.'),
  fact(
    'max_routes_one_payee',
    'count',
    'Most distinct provider and channel pairs used for one payee, both known; where one of the two is never known for this payer, the other alone.',
  ),
  fact(
    'monthly_rhythm',
    'share',
    'Share of transfers that follow, within 3 days, 1, 2 or 3 calendar months (local dates) after an earlier transfer to the same payee (from the second transfer to a payee on).',
  ),
  fact(
    'weekly_rhythm',
    'share',
    'Share of transfers that follow, within 1 day, 7 or 14 days after the transfer before to the same payee.',
  ),
  fact(
    'payday_concentration',
    'ratio',
    'Length of the mean vector of the local day of the month (0 = spread evenly, 1 = always the same day); 4 transfers or more.',
  ),
  fact(
    'fixed_sum_share',
    'share',
    'Share of transfers equal to the commonest sent amount, in one currency; 3 known amounts or more.',
  ),
  fact(
    'steady_months_share',
    'share',
    'Share of calendar months from first to last, both included, in which there was a transfer; 3 months or more.',
  ),
  fact('gift_transfers', 'count', 'Gift-card and game-credit purchases; unknown when no channel is known.'),
  fact('gift_max_24h', 'count', 'Most gift-card and game-credit purchases in any 24 hours.'),
  fact('gift_night_share', 'share', 'Share of gift-card and game-credit purchases at night at the payer’s place.'),
  fact(
    'episode_transfers',
    'count',
    'Transfers of the densest episode: of the runs of transfers to payees never paid before the run began, at most 72 hours apart, the one with most transfers (the earliest of equals). Transfers to payees known before neither belong to a run nor end it.',
  ),
  fact('episode_hours', 'hours', 'Length of that episode.'),
  fact('episode_share', 'share', 'Its share of all transfers.'),
  fact('episode_growth', 'log2', 'log2(mean of its last third / its first amount), 3 amounts or more.'),
  fact('episode_sum', 'eur', 'Sum of that episode.'),
  fact('episode_new_payees', 'count', 'Payees in that episode, all new to this payer.'),
  fact(
    'episode_quiet_days',
    'days',
    'From its end to the next transfer to any of its payees, or to as-of: the abrupt stop.',
  ),
  around('payees_shared_share', 'share', 'Share of payees who are also paid by a payer with no tie to this one.'),
  around(
    'strangers',
    'count',
    'Distinct other payers, with no tie to this one, of this payer’s payees (capped, the cap is reported).',
  ),
  around('strangers_countries', 'count', 'Countries of those payers.'),
  around(
    'strangers_small_share',
    'share',
    'Mean, over them, of their share of transfers up to EUR 150. Averaged payee by payee.',
  ),
  around(
    'strangers_night_share',
    'share',
    'Mean, over them, of their night share at their own place. Averaged payee by payee.',
  ),
  around(
    'strangers_many_payees_share',
    'share',
    'Share of them who pay 3 payees or more in one country in 365 days. Averaged payee by payee.',
  ),
  around(
    'strangers_one_country_share',
    'share',
    'Mean, over them, of the share of their transfers to the country that each pays to most. Averaged payee by payee.',
  ),
  around(
    'strangers_rhythm',
    'share',
    'Mean, over them, of the larger of monthly and weekly rhythm. Averaged payee by payee.',
  ),
  around(
    'nearest_strangers',
    'count',
    'At the nearest payee: of this payer’s payees the one whose other payers, with no tie to this one, act most alike (small sums to one other country, without a rhythm, at night; two more payers of whom a tenth act alike are thought of). Number of those others (capped); 0 when there are none.',
  ),
  around('nearest_countries', 'count', 'Countries of the other payers of the nearest payee.'),
  around('nearest_span_days', 'days', 'From the first to the last transfer that the nearest payee had from anybody.'),
  around(
    'nearest_brief_share',
    'share',
    'Share of the other payers of the nearest payee whose payments to it all fall within 90 days, once-only payers included.',
  ),
  around('nearest_small_share', 'share', 'Mean, over them, of their share of transfers up to EUR 150.'),
  around('nearest_night_share', 'share', 'Mean, over them, of their night share at their own place.'),
  around('nearest_many_payees_share', 'share', 'Share of them who pay 3 payees or more in one country in 365 days.'),
  around('nearest_several_payees_share', 'share', 'Share of them who pay 2 payees or more in one country in 365 days.'),
  around('nearest_rhythm', 'share', 'Mean, over them, of the larger of monthly and weekly rhythm.'),
  around(
    'nearest_one_country_share',
    'share',
    'Mean, over them, of the share of their transfers to the country that each pays to most.',
  ),
  around('nearest_cross_border_share', 'share', 'Mean, over them, of their share of transfers to another country.'),
  around(
    'likeness_nearest',
    'share',
    'Highest, over the households of payees that it pays, of the mean likeness of their other payers with no tie to this one: how far each, by its own transfers alone, pays as guidance describes, from 0 to 1 (two more payers with none are thought of). 0 when there are none.',
  ),
  around(
    'likeness_strangers',
    'count',
    'Number of those other payers, at the household where that is highest; related ones count once.',
  ),
  around('co_payers', 'count', 'Payers with no tie to this one who share 2 payees or more with it.'),
  around('payee_incoherence', 'share', 'Highest, over its payees, of the payee fact payers_incoherence.'),
  around(
    'payees_trade_share',
    'share',
    'Mean over its payees of their share of coded purposes that are trade or salary, as all their payers coded them; unknown when none is coded.',
  ),
  around(
    'payees_handle_share',
    'share',
    'Mean over its payees of their share of purposes with the shape of a service handle, as all their payers wrote them; unknown when none wrote any.',
  ),
  around('payees_most_payers', 'count', 'Highest, over its payees, of the payee fact unrelated_payers.'),
  around('payee_household_share', 'share', 'Share of its payees who share an identifier with another of its payees.'),
  found(
    'exposure_nearest',
    'score',
    'Highest, over the households of payees that it pays, of the mean score of their other payers with no tie to this one: of what speaks for and against each of them without these facts and without the list of known subjects; less than 0 counts as 0, and two more payers with none are thought of. 0 when there are none.',
  ),
  found(
    'exposure_strangers',
    'count',
    'Number of those other payers, at the household where that is highest; related ones count once.',
  ),
  found(
    'strangers_standing_out',
    'count',
    'Payers with no tie to this one who share a payee with it and score 0 or more, as in exposure_nearest; related ones count once, and at most 2,000 are looked at.',
  ),
  found('known_payee', 'count', 'Known subjects among its payees (0 when a list was given and none is).'),
  found(
    'known_shared',
    'count',
    'Its payees who are also paid by a known payer, or share an identifier with a known payee.',
  ),
  found(
    'known_near',
    'share',
    'Highest, over the households of payees that it pays, payees on the list left out, of the share of their other payers with no tie to this one who are known or pay a known payee; two more who do not are thought of.',
  ),
  found(
    'known_near_strangers',
    'count',
    'Number of those other payers, at the household where that is highest; related ones count once.',
  ),
  found('known_self', 'count', '1 when the payer, its phone, account or device is on the list of known subjects.'),
];

export const PAYEE_FACTS: readonly Fact[] = [
  ...TIMES,
  ...AMOUNTS,
  ...LOCAL_HOURS,
  fact('payers', 'count', 'Distinct payers.'),
  fact('payer_countries', 'count', 'Distinct countries of the payers.'),
  fact(
    'payer_country_entropy',
    'ratio',
    'Entropy of payers over countries in bits, each payer at the first country known of it: 0 = one country.',
  ),
  fact('cross_border_share', 'share', 'Share of transfers from another country, of those with both countries known.'),
  fact(
    'new_payers_per_30d',
    'per_30_days',
    'New payers per 30 days between first and last transfer (30 days at the least).',
  ),
  fact('new_payers_max_30d', 'count', 'Most new payers in any 30 days.'),
  fact('payers_last_90', 'count', 'Distinct payers in the last 90 days.', '90 days before as-of'),
  fact('once_payer_share', 'share', 'Share of payers who paid once.'),
  fact('transfers_per_payer', 'ratio', 'Transfers / payers.'),
  fact('top_payer_share', 'share', 'Share of transfers from the payer who paid most often.'),
  fact('payer_sum_median', 'eur', 'Median over payers of what each paid in all.'),
  fact(
    'payer_span_median',
    'days',
    'Median over payers of the time from their first to their last transfer to this payee.',
  ),
  fact(
    'rhythmic_payer_share',
    'share',
    'Share of payers with 3 transfers or more whose gaps to this payee vary by less than a third (standard deviation / mean).',
  ),
  fact('fixed_sum_payer_share', 'share', 'Share of payers with 3 known amounts or more who always send the same one.'),
  fact('weekday_share', 'share', 'Share of transfers Monday to Friday at the payer’s place.'),
  fact('declared_tie_share', 'share', 'Share of transfers with a declared tie, of those where anything was declared.'),
  fact('purpose_handle_share', 'share', 'Share of purposes with the shape of a service handle or user name.'),
  fact('purpose_trade_share', 'share', 'Share of purposes coded as trade or salary, of the coded ones.'),
  fact('names', 'count', 'Distinct names under which it was paid.'),
  fact('phones', 'count', 'Distinct phones.'),
  fact('accounts', 'count', 'Distinct accounts.'),
  fact('payout_places', 'count', 'Distinct payout places.'),
  fact('providers', 'count', 'Distinct providers.'),
  fact('burst_payers_24h', 'count', 'Most distinct payers in any 24 hours.'),
  fact(
    'short_episode_payer_share',
    'share',
    'Share of payers whose transfers to this payee, 2 or more, all fall within 7 days, half-open; of all payers.',
  ),
  around(
    'pass_through_48h',
    'share',
    'Share of the money received that was sent on within 48 hours, where the payee also appears as a payer; unknown otherwise.',
  ),
  around(
    'unrelated_payers',
    'count',
    'Payers with no tie to each other: payers after those with a shared identifier are counted once.',
  ),
  around(
    'payers_small_share',
    'share',
    'Mean over payers of the share up to EUR 150 of their transfers to the country of the payee.',
  ),
  around(
    'payers_night_share',
    'share',
    'Mean over payers of the share at night, at their own place, of their transfers to the country of the payee.',
  ),
  around('payers_many_payees_share', 'share', 'Share of payers who pay 3 payees or more in one country in 365 days.'),
  around(
    'payers_one_country_share',
    'share',
    'Mean over payers of the share of their transfers to the country that each pays to most.',
  ),
  around('payers_rhythm', 'share', 'Mean over payers of the larger of monthly and weekly rhythm.'),
  around(
    'payers_new_share',
    'share',
    'Share of payers whose first transfer to anybody was to this payee, and who first appear 30 days or more after the start of the data.',
  ),
  around(
    'payers_incoherence',
    'share',
    'How little its payers have in common, 0 to 1, from 3 payers on: 1 - (size of the largest group tied by an identifier - 1) / (payers - 1), times what speaks for several countries, times (1 - their mean rhythm), times (1 - share of rhythmic payers).',
  ),
  around('co_paid_payees', 'count', 'Other payees who share 2 payers or more with this one.'),
  around(
    'payers_likeness',
    'share',
    'Mean likeness of the payers of its household: how far each, by its own transfers alone, pays as guidance describes, from 0 to 1; related ones count once, two more with none are thought of.',
  ),
  around(
    'household_size',
    'count',
    'Payees, itself included, who share a phone, an account, a device or an address with it.',
  ),
  around('household_unrelated_payers', 'count', 'Unrelated payers of the whole household.'),
  found(
    'exposure',
    'score',
    'Mean score of the payers of its household, of what speaks for and against each without these facts and without the list of known subjects; less than 0 counts as 0, related ones count once, two more with none are thought of.',
  ),
  found('known_payers', 'count', 'Known subjects among its payers.'),
  found('known_shared', 'count', 'Its payers who also pay a known payee.'),
  found('known_self', 'count', '1 when the payee, its phone, account or device is on the list of known subjects.'),
];

export const PAIR_FACTS: readonly Fact[] = [
  fact('transfers', 'count', 'Counted transfers of the pair.'),
  fact('first_at', 'instant', 'First transfer.'),
  fact('last_at', 'instant', 'Last transfer.'),
  fact('amount_sum', 'eur', 'Sum in euro.'),
  fact('amount_mean', 'eur', 'Mean amount in euro.'),
  fact('gap_mean', 'days', 'Mean gap.'),
  fact('gap_variation', 'ratio', 'Standard deviation of the gaps / their mean; 3 transfers or more.'),
  fact(
    'amount_drift',
    'log2',
    'log2(mean amount of the second half / of the first half), 4 amounts or more; the middle one of an odd number belongs to neither.',
  ),
  fact(
    'tempo_drift',
    'log2',
    'log2(mean gap of the first half / of the second half), 5 transfers or more; the middle gap of an odd number belongs to neither.',
  ),
  fact('night_share_payer', 'share', 'Share at night at the payer’s place.'),
  fact('declared_tie_share', 'share', 'Share with a declared tie, of those where anything was declared.'),
];

const positions = new WeakMap<readonly Fact[], ReadonlyMap<string, number>>();

function positionsOf(catalogue: readonly Fact[]): ReadonlyMap<string, number> {
  let known = positions.get(catalogue);
  if (!known) {
    known = new Map(catalogue.map(({ id }, index) => [id, index]));
    positions.set(catalogue, known);
  }
  return known;
}

/** Position of a fact in its catalogue. Throws when there is none: a misspelt fact must not become NaN. */
export function factIndex(catalogue: readonly Fact[], id: string): number {
  const index = positionsOf(catalogue).get(id);
  if (index === undefined) throw new Error(`There is no fact called ${id}`);
  return index;
}
