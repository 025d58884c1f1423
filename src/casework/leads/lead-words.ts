import type { QUEUES, ROLES, TIERS } from '../../leads/lead.ts';

export type Queue = (typeof QUEUES)[number];
export type Role = (typeof ROLES)[number];
export type Tier = (typeof TIERS)[number];

/** In whose words an ordinary explanation can be: the records alone, the firm of the payer, the person concerned, a colleague, somebody else. */
export const SAID_BY = ['records', 'firm', 'person', 'colleague', 'other'] as const;
export type SaidBy = (typeof SAID_BY)[number];
