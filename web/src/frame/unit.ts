import { useSearch } from '@tanstack/react-router';
import { useMe } from '../api/me.ts';

const STORED = 'vigie.unit';

interface Unit {
  readonly unitId: string;
  readonly unitName: string;
}

/** Units of the member, each once, whatever the number of roles in it. */
export function useUnits(): readonly Unit[] {
  const { memberships } = useMe();
  return [...new Map(memberships.map(({ unitId, unitName }) => [unitId, { unitId, unitName }])).values()];
}

/** The unit that the address names, else the last one chosen in this browser, else the first. Null for who is in none. */
export function useUnitId(): string | null {
  const units = useUnits();
  const { unit } = useSearch({ strict: false });
  const wanted = [unit, localStorage.getItem(STORED)];
  return (wanted.map((id) => units.find(({ unitId }) => unitId === id)).find(Boolean) ?? units[0])?.unitId ?? null;
}

export function keepUnit(unitId: string): void {
  localStorage.setItem(STORED, unitId);
}
