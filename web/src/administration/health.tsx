import { useQuery } from '@tanstack/react-query';
import type { ServerHealth } from '../api/schema.ts';
import { Loaded } from '../look/loaded.tsx';
import { useFormats } from '../messages/formats.ts';
import { type Say, useSay } from '../messages/say.ts';
import { healthQuery } from './administration-query.ts';

const GIGABYTE = 1e9;

/** Whether the server has what it needs; what the program does about it stands in the command `vigie doctor`. */
export function Health() {
  const say = useSay();
  const formats = useFormats();
  const health = useQuery(healthQuery);
  const { data } = health;
  const amount = (bytes: number): string => formats.decimal(bytes / GIGABYTE, 1, 1);
  const age = (at: string, now: string): string => agoOf(say, (Date.parse(now) - Date.parse(at)) / 60_000);
  return (
    <section className="column" aria-labelledby="health">
      <div className="part-head">
        <h2 id="health">{say('admin.health')}</h2>
        <button
          type="button"
          className="button on-screen"
          disabled={health.isFetching}
          onClick={() => void health.refetch()}
        >
          {say('leads.refresh')}
        </button>
      </div>
      <Loaded query={health} />
      {data === undefined ? null : (
        <>
          <p role="status">{say('health.tally', { count: data.attention.length, at: formats.minute(data.at) })}</p>
          <dl className="health">
            <Line data={data} what="database" found={say('health.databaseIs', { version: data.database.version })} />
            <Line
              data={data}
              what="migrations"
              found={say('health.migrationsAre', { count: data.migrations.applied, pending: data.migrations.pending })}
            />
            <Line
              data={data}
              what="checkpoint"
              found={
                data.checkpoint === null
                  ? say('health.noCheckpoint')
                  : say('health.made', { at: formats.minute(data.checkpoint), age: age(data.checkpoint, data.at) })
              }
            />
            <Line
              data={data}
              what="backup"
              found={
                data.backup === null
                  ? say('health.noBackup')
                  : say('health.made', { at: formats.minute(data.backup), age: age(data.backup, data.at) })
              }
            />
            <Line
              data={data}
              what="disk"
              found={say('health.diskIs', { free: amount(data.disk.free), size: amount(data.disk.size) })}
            />
          </dl>
          <p className="meta">{say('health.more', { command: 'vigie doctor' })}</p>
        </>
      )}
    </section>
  );
}

function Line({
  data,
  what,
  found,
}: {
  readonly data: ServerHealth;
  readonly what: ServerHealth['attention'][number];
  readonly found: string;
}) {
  const say = useSay();
  const wants = data.attention.includes(what);
  return (
    <div data-attention={wants}>
      <dt>{say(`health.${what}`)}</dt>
      <dd>
        {wants ? <strong>{say('health.attention')} </strong> : null}
        {found}
        {wants ? <span className="under">{say(`health.next.${what}`)}</span> : null}
      </dd>
    </div>
  );
}

function agoOf(say: Say, minutes: number): string {
  if (minutes < 60) return say('ago.minutes', { count: Math.max(0, Math.floor(minutes)) });
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? say('ago.hours', { count: hours }) : say('ago.days', { count: Math.floor(hours / 24) });
}
