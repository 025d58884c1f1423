/** The two lists that leads go to; see SAFETY: in financial sexual extortion the payer is the victim. */
export const QUEUES = ['investigation', 'safeguarding'] as const;
export type Queue = (typeof QUEUES)[number];
