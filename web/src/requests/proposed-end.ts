const PROPOSED = {
  answered: 'endRequest.proposedAnswered',
  refused: 'endRequest.proposedRefused',
  dropped: 'endRequest.proposedDropped',
} as const;

/** How a request would end, as it is proposed: the message for it. */
export function proposedEnd(how: string): (typeof PROPOSED)[keyof typeof PROPOSED] {
  return how === 'answered' || how === 'refused' ? PROPOSED[how] : PROPOSED.dropped;
}
