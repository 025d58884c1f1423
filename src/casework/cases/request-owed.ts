import { sql } from 'kysely';
import type { z } from 'zod';
import { requestRowSchema } from '../requests/request-rows.ts';

export const requestOwedSchema = requestRowSchema
  .pick({
    ...({ kind: true, addressee: true, country: true, standing: true, overdue: true } as const),
    ...({ silentSince: true, passedOn: true, termOn: true, termMeans: true, notSent: true } as const),
  })
  .describe(
    "Of a request, what was asked of whom and what is awaited by when: the holder's own date is `nextOn`, the term `termOn`.",
  );
export type RequestOwed = z.infer<typeof requestOwedSchema>;

/** The same of the request `r` and its standing `s`; null where there is none. */
export const REQUEST_OWED = sql<RequestOwed | null>`case when r.id is not null then jsonb_build_object('kind', r.kind, 'addressee', r.addressee,
  'country', r.country, 'standing', coalesce(s.standing, 'due'), 'overdue', coalesce(s.overdue, false), 'silentSince', s.silent_since,
  'passedOn', s.passed_on, 'termOn', s.term_on, 'termMeans', s.term_means, 'notSent', coalesce(s.not_sent, false)) end`;
