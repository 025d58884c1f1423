import type pg from 'pg';
import { csvCell } from '../../leads/subjects-csv.ts';
import { CaseworkError } from '../casework-error.ts';
import { OWNER } from '../roles.ts';

export interface DecidedOutcomes {
  readonly unitId: string;
  readonly followedUp: number;
  readonly ordinary: number;
  /** CSV: kind,id,class,harmful,queue. */
  readonly list: string;
}

interface Outcome {
  readonly kind: string;
  readonly id: string;
  readonly explanation: string | null;
  readonly followed: boolean;
  readonly queue: string;
}

/**
 * What a unit has decided of its leads, as labels: followed up, or set aside with an ordinary explanation. Who was not decided on, or needs more, is not
 * in the list. `unit`: its name or id. Throws CaseworkError when there is no such unit.
 */
export async function decidedOutcomes(client: pg.Client, unit: string): Promise<DecidedOutcomes> {
  await client.query(`begin read only; set local role ${OWNER}`);
  try {
    const { rows: units } = await client.query<{ id: string }>(
      'select id from vigie.unit where (id::text = $1 or name = $1) and training_of is null',
      [unit],
    );
    const [found] = units;
    if (found === undefined || units.length > 1) throw noSuchUnit(unit, units.length);
    const { rows } = await client.query<Outcome>(
      `select subject_kind as kind, subject_id as id, decision.explanation, state = 'follow_up' as followed, queue
       from vigie.lead left join lateral (
         select explanation from vigie.lead_decision d where d.lead_id = lead.id and d.kind = lead.state order by seq desc limit 1) decision on true
       where unit_id = $1 and state in ('follow_up', 'ordinary') and erased_at is null order by kind, id`,
      [found.id],
    );
    const lines = rows.map(({ kind, id, explanation, followed, queue }) =>
      [kind, csvCell(id), csvCell(explanation ?? 'followed_up'), followed, queue].join(','),
    );
    const followedUp = rows.filter(({ followed }) => followed).length;
    return {
      unitId: found.id,
      followedUp,
      ordinary: rows.length - followedUp,
      list: `${['kind,id,class,harmful,queue', ...lines].join('\n')}\n`,
    };
  } finally {
    await client.query('rollback');
  }
}

function noSuchUnit(unit: string, units: number): CaseworkError {
  return units === 0
    ? new CaseworkError(
        `There is no unit "${unit}". Name one as the administration page of the workbench writes it, or by its id.`,
        `Il n’y a pas d’unité « ${unit} ». La nommer comme l’écrit la page d’administration de l’atelier, ou par son identifiant.`,
      )
    : new CaseworkError(
        `Several units are called "${unit}": name one by its id.`,
        `Plusieurs unités s’appellent « ${unit} » : en nommer une par son identifiant.`,
      );
}
