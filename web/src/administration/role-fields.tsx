import { NativeSelect } from '@mantine/core';
import type { MemberRole, StaffUnit } from '../api/schema.ts';
import { useSay } from '../messages/say.ts';

const ROLES = [
  'analyst',
  'investigator',
  'magistrate',
  'victim_services',
  'auditor',
  'administrator',
] as const satisfies readonly MemberRole[];

/** A unit and a role in it, with what the role opens. */
export function RoleFields({
  units,
  unit,
  role,
  onUnit,
  onRole,
}: {
  readonly units: readonly StaffUnit[];
  readonly unit: string;
  readonly role: MemberRole;
  readonly onUnit: (unit: string) => void;
  readonly onRole: (role: MemberRole) => void;
}) {
  const say = useSay();
  return (
    <>
      <NativeSelect
        label={say('admin.unit')}
        value={unit}
        onChange={(event) => onUnit(event.currentTarget.value)}
        data={units.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <NativeSelect
        label={say('admin.role')}
        description={say(`staffWhat.${role}`)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={role}
        onChange={(event) => {
          const chosen = ROLES.find((each) => each === event.currentTarget.value);
          if (chosen !== undefined) onRole(chosen);
        }}
        data={ROLES.map((each) => ({ value: each, label: say(`staff.${each}`) }))}
      />
    </>
  );
}
