import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';

/** To whom a lead of the unit can be given. */
export function colleaguesQuery(unit: string) {
  return queryOptions({
    queryKey: ['colleagues', unit],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/units/{id}/colleagues', { params: { path: { id: unit } }, signal })),
  });
}
