import { useQuery } from '@tanstack/react-query';
import type { RequestClock, RequestEventKind } from '../api/schema.ts';
import { type Formats, useFormats } from '../messages/formats.ts';
import { useInLanguage, useSay } from '../messages/say.ts';
import { requestKindsQuery } from './requests-query.ts';

/** What can be entered of a request, in the order in which it usually happens. */
export const EVENTS = [
  'sent',
  'received',
  'recognised',
  'ordered',
  'extended',
  'renewed',
  'production_requested',
  'asked_again',
  'answered_in_part',
  'answered',
  'opposed',
  'refused',
  'withdrawn',
] as const satisfies readonly RequestEventKind[];

/** The name of a kind of request; its id until the names are there. */
export function useKindName(): (kind: string) => string {
  const inLanguage = useInLanguage();
  const { data } = useQuery(requestKindsQuery);
  return (kind) => {
    const known = data?.find(({ id }) => id === kind);
    return known === undefined ? kind : inLanguage(known.name);
  };
}

/** A moment as it is known: to the minute in UTC, or to the day at the place of the addressee. */
export function useWhen(): (when: { readonly instant: string } | { readonly date: string }) => string {
  const say = useSay();
  const formats = useFormats();
  return (when) =>
    'instant' in when ? say('when.utc', { minute: formats.minute(when.instant) }) : formats.day(when.date);
}

/** Whether a clock still runs or has run out with nobody having settled it. */
export function isOpen({ state }: RequestClock): boolean {
  return state === 'running' || state === 'due_soon' || state === 'overdue' || state === 'ran_out';
}

/** The end of a clock as a reader needs it: the last day there, or the minute when hours are counted. */
export function endOf({ endsOn, endsAt }: RequestClock, formats: Formats): string | null {
  if (endsOn !== null) return formats.day(endsOn);
  return endsAt === null ? null : `${formats.minute(endsAt)} UTC`;
}
