/** The query of the address of the page. */
export interface OutcomesSearch {
  readonly unit?: string;
  /** Last day of the quarter; absent: of the newest. */
  readonly until?: string;
}

export function readOutcomesSearch({ unit, until }: Record<string, unknown>): OutcomesSearch {
  return {
    ...(typeof unit === 'string' ? { unit } : {}),
    ...(typeof until === 'string' && /^\d{4}-\d\d-\d\d$/.test(until) ? { until } : {}),
  };
}
