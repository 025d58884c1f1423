import type { LogAct } from '../api/schema.ts';

/** In the order in which they stand to choose from. */
export const GROUPS = ['reading', 'handling', 'access', 'data', 'staff', 'signIn', 'retention', 'log'] as const;
type Group = (typeof GROUPS)[number];

/** Every act that the log tells of, and beside which others it stands; one that the server adds does not compile without a line here. */
const GROUP_OF = {
  'leads.list': 'reading',
  'leads.count': 'reading',
  'lead.read': 'reading',
  'person.find': 'reading',
  'lead.claim': 'handling',
  'lead.release': 'handling',
  'lead.assign': 'handling',
  'lead.snooze': 'handling',
  'lead.wake': 'handling',
  'lead.decide': 'handling',
  'lead.undo': 'handling',
  'view.save': 'handling',
  'view.delete': 'handling',
  'access.grant': 'access',
  'access.restrict': 'access',
  'access.deny': 'access',
  'access.end': 'access',
  'import.begin': 'data',
  'import.run': 'data',
  'import.cancel': 'data',
  'import.end': 'data',
  'file.receive': 'data',
  'file.preview': 'data',
  'file.discard': 'data',
  'mapping.save': 'data',
  'mapping.delete': 'data',
  'quarantine.download': 'data',
  'run.load': 'data',
  'run.compare': 'data',
  'member.invite': 'staff',
  'member.join': 'staff',
  'member.recover': 'staff',
  'invitation.withdraw': 'staff',
  'member.disable': 'staff',
  'member.enable': 'staff',
  'membership.grant': 'staff',
  'membership.end': 'staff',
  'unit.add': 'staff',
  'unit.rename': 'staff',
  'session.begin': 'signIn',
  'session.end': 'signIn',
  'password.set': 'signIn',
  'second_factor.add': 'signIn',
  'second_factor.remove': 'signIn',
  'backup_codes.change': 'signIn',
  'provider.link': 'signIn',
  'retention.preview': 'retention',
  'retention.set': 'retention',
  'retention.erase': 'retention',
  'hold.add': 'retention',
  'hold.end': 'retention',
  'audit.read': 'log',
  'backup.make': 'log',
  'backup.restore': 'log',
} as const satisfies Record<LogAct, Group>;

const ACTS = Object.keys(GROUP_OF) as readonly LogAct[];

export function actsOf(group: Group): readonly LogAct[] {
  return ACTS.filter((act) => GROUP_OF[act] === group);
}

/** Null for an act of an older program that no program tells any more. */
export function knownAct(text: string | undefined): LogAct | null {
  return ACTS.find((act) => act === text) ?? null;
}
