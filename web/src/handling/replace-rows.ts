import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { LeadPage, LeadRow } from '../api/schema.ts';

/** Puts rows that came back from an act in the place where they stand, in every list that is kept: nothing moves. */
export function replaceRows(client: QueryClient, rows: readonly LeadRow[]): void {
  const byId = new Map(rows.map((row) => [row.id, row]));
  client.setQueriesData<InfiniteData<LeadPage, string | null>>({ queryKey: ['leads'] }, (lists) =>
    lists === undefined
      ? lists
      : {
          ...lists,
          pages: lists.pages.map((page) => ({ ...page, items: page.items.map((row) => byId.get(row.id) ?? row) })),
        },
  );
}
