import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api, bodyOf } from './client.ts';
import type { Me, MemberRole, Queue } from './schema.ts';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/me', { signal })),
  staleTime: 300_000,
});

export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** The queues that a role opens, before what is open to the member by name; what is in them the database decides. */
const QUEUES_OF = {
  analyst: ['safeguarding', 'investigation'],
  investigator: ['investigation'],
  magistrate: ['investigation', 'safeguarding'],
  victim_services: ['safeguarding'],
  administrator: [],
  auditor: [],
} as const satisfies Record<MemberRole, readonly Queue[]>;

export function queuesOf(me: Me, unitId: string | null): readonly Queue[] {
  const own = me.memberships.filter((membership) => membership.unitId === unitId);
  return [...new Set(own.flatMap(({ role, granted }): readonly Queue[] => [...QUEUES_OF[role], ...granted]))];
}

/** Whether everybody in the unit is made up. */
export function isDemonstration(me: Me, unitId: string | null): boolean {
  return me.memberships.some((membership) => membership.unitId === unitId && membership.demonstration);
}
/** Whether the member works in a queue of the unit: who may only read is offered no act. */
export function handles(me: Me, unitId: string, queue: Queue): boolean {
  return me.memberships.some((membership) => membership.unitId === unitId && membership.powers.handles.includes(queue));
}

/** Whether the member may read what came of the work of the unit. */
export function seesOutcomes(me: Me, unitId: string | null): boolean {
  return me.memberships.some(
    (membership) => membership.unitId === unitId && (membership.powers.cases !== 'none' || membership.powers.cares),
  );
}
