import type { QUEUES, ROLES, TIERS } from '../../leads/lead.ts';

export type Queue = (typeof QUEUES)[number];
export type Role = (typeof ROLES)[number];
export type Tier = (typeof TIERS)[number];
