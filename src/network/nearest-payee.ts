import { type FactTable, factColumn } from '../facts/fact-table.ts';
import type { FactWindow } from '../facts/fact-windows.ts';
import type { LookedPayers } from './looked-payers.ts';
import { TraitMeans } from './traits.ts';

/** Two payers, of whom a tenth act alike, are thought of beside those that are seen: one who acts alike is less than five of six. */
const THOUGHT_OF = 2;
const THOUGHT_ALIKE = 0.2;

/**
 * Of one payer's payees, the one whose other payers act most alike, and what those strangers are like: a payer who pays a family and one
 * facilitator is not hidden by the family. Among equals more strangers, then the smaller code.
 */
export class NearestPayee {
  readonly #columns: ReturnType<typeof columnsOf>;
  /** The row that stands first in the columns. */
  readonly #first: number;
  readonly #spans: FactTable['columns'][number];
  readonly #means = new TraitMeans();
  /** The payer at which each country was seen last. */
  readonly #countriesSeen = new Int32Array(1 << 16).fill(-1);
  #payee = -1;
  #alike = 0;
  #strangers = 0;
  #brief = 0;

  /** @param window where facts are written */
  constructor(window: FactWindow, payeeFacts: FactTable) {
    this.#columns = columnsOf(window.facts);
    this.#first = window.first;
    this.#spans = factColumn(payeeFacts, 'span_days');
  }

  clear(): void {
    this.#payee = -1;
    this.#alike = 0;
    this.#strangers = 0;
  }

  /** `means`: of the strangers of this payee; `brief`: how many of them paid it for a short time only. */
  consider(payee: number, strangers: number, brief: number, means: TraitMeans): void {
    const alike = (means.sum('alike') + THOUGHT_ALIKE) / (strangers + THOUGHT_OF);
    if (strangers === 0 || alike < this.#alike || (alike === this.#alike && strangers <= this.#strangers)) return;
    this.#payee = payee;
    this.#alike = alike;
    this.#strangers = strangers;
    this.#brief = brief;
    this.#means.copyFrom(means);
  }

  /** Writes the facts of a payer; all but the number stay unknown when no stranger pays any of its payees. */
  write(payer: number, ownGroup: number, looked: LookedPayers): void {
    const columns = this.#columns;
    const row = payer - this.#first;
    columns.strangers[row] = this.#strangers;
    if (this.#payee < 0) return;
    columns.countries[row] = this.#countriesOfStrangers(payer, ownGroup, looked);
    columns.span[row] = this.#spans[this.#payee] ?? Number.NaN;
    columns.brief[row] = this.#brief / this.#strangers;
    columns.small[row] = this.#means.mean('small');
    columns.night[row] = this.#means.mean('night');
    columns.many[row] = this.#means.mean('many');
    columns.several[row] = this.#means.mean('several');
    columns.rhythm[row] = this.#means.mean('rhythm');
    columns.oneCountry[row] = this.#means.mean('oneCountry');
    columns.abroad[row] = this.#means.mean('abroad');
  }

  /** NaN when no country is known. */
  #countriesOfStrangers(payer: number, ownGroup: number, looked: LookedPayers): number {
    const seen = this.#countriesSeen;
    const { count, country, group } = looked.of(this.#payee);
    let countries = 0;
    for (let i = 0; i < count; i++) {
      const at = country[i] as number;
      if (at < 0 || seen[at] === payer || group[i] === ownGroup) continue;
      seen[at] = payer;
      countries++;
    }
    return countries === 0 ? Number.NaN : countries;
  }
}

function columnsOf(payerFacts: FactTable) {
  const out = (id: string) => factColumn(payerFacts, id);
  return {
    strangers: out('nearest_strangers'),
    countries: out('nearest_countries'),
    span: out('nearest_span_days'),
    brief: out('nearest_brief_share'),
    small: out('nearest_small_share'),
    night: out('nearest_night_share'),
    many: out('nearest_many_payees_share'),
    several: out('nearest_several_payees_share'),
    rhythm: out('nearest_rhythm'),
    oneCountry: out('nearest_one_country_share'),
    abroad: out('nearest_cross_border_share'),
  };
}
