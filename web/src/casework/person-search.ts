/** The query of the address of a person or a child: the case from which it was opened. */
export function readPersonSearch(search: Record<string, unknown>): { readonly unit?: string; readonly case?: string } {
  return {
    ...(typeof search.unit === 'string' ? { unit: search.unit } : {}),
    ...(typeof search.case === 'string' && search.case !== '' ? { case: search.case } : {}),
  };
}
