/** The two lists that leads go to; see SAFETY: in financial sexual extortion the payer is the victim. */
export type Queue = 'investigation' | 'safeguarding';
