/** The query of the address of the page. */
export interface FindSearch {
  readonly unit?: string;
  readonly q?: string;
}

export function readFindSearch(search: Record<string, unknown>): FindSearch {
  const { unit, q } = search;
  return {
    ...(typeof unit === 'string' && unit !== '' ? { unit } : {}),
    ...(typeof q === 'string' && q !== '' ? { q } : {}),
  };
}
