/**
 * Everything that is told in the audit log. `purpose`: a person or a lead is read, so it must be said what for.
 * A route without an act does not compile; a write without one does not commit.
 */
export const ACTS = {
  'leads.list': { object: 'queue', purpose: true },
  'leads.count': { object: 'queue', purpose: false },
  'lead.read': { object: 'lead', purpose: true },
  'lead.claim': { object: 'lead', purpose: false },
  'lead.release': { object: 'lead', purpose: false },
  'lead.assign': { object: 'lead', purpose: false },
  'lead.snooze': { object: 'lead', purpose: false },
  'lead.wake': { object: 'lead', purpose: false },
  'lead.decide': { object: 'lead', purpose: false },
  'lead.undo': { object: 'lead', purpose: false },
  'access.grant': { object: 'lead', purpose: false },
  'access.restrict': { object: 'lead', purpose: false },
  'access.deny': { object: 'lead', purpose: false },
  'access.end': { object: 'lead', purpose: false },
  'person.find': { object: 'unit', purpose: true },
  'view.save': { object: 'view', purpose: false },
  'view.delete': { object: 'view', purpose: false },
  'run.load': { object: 'run', purpose: false },
  'audit.read': { object: 'log', purpose: false },
  'member.invite': { object: 'member', purpose: false },
  'member.join': { object: 'member', purpose: false },
  'member.recover': { object: 'member', purpose: false },
  'member.disable': { object: 'member', purpose: false },
  'member.enable': { object: 'member', purpose: false },
  'invitation.withdraw': { object: 'member', purpose: false },
  'session.begin': { object: 'member', purpose: false },
  'session.end': { object: 'member', purpose: false },
  'second_factor.add': { object: 'member', purpose: false },
  'second_factor.remove': { object: 'member', purpose: false },
  'backup_codes.change': { object: 'member', purpose: false },
  'password.set': { object: 'member', purpose: false },
  'provider.link': { object: 'member', purpose: false },
  'membership.grant': { object: 'member', purpose: false },
  'membership.end': { object: 'member', purpose: false },
  'unit.add': { object: 'unit', purpose: false },
  'unit.rename': { object: 'unit', purpose: false },
  'import.begin': { object: 'job', purpose: false },
  'import.cancel': { object: 'job', purpose: false },
  'import.end': { object: 'job', purpose: false },
  'file.receive': { object: 'file', purpose: false },
  'mapping.save': { object: 'mapping', purpose: false },
  'quarantine.download': { object: 'job', purpose: true },
  'backup.make': { object: 'database', purpose: false },
  'backup.restore': { object: 'database', purpose: false },
} as const satisfies Record<string, { object: string; purpose: boolean }>;

export type Act = keyof typeof ACTS;

export const PURPOSES = ['triage', 'inquiry', 'safeguarding', 'supervision', 'training'] as const;
export type Purpose = (typeof PURPOSES)[number];
