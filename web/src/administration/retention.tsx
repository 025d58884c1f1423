import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { Retention as Kept } from '../api/schema.ts';
import { useTell } from '../frame/told.tsx';
import { Confirm } from '../look/confirm.tsx';
import { Loaded } from '../look/loaded.tsx';
import { Notice } from '../look/notice.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { Records } from '../look/records.tsx';
import { shortText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { retentionQuery, unitsQuery, useAdministration } from './administration-query.ts';

const FEWEST_DAYS = 30;
const MOST_DAYS = 3650;
const LONGEST_REASON = 2000;

/** How long what a unit no longer works on is kept, what an erasure would take now, and what holds it back. */
export function Retention() {
  const say = useSay();
  const navigate = useNavigate();
  const { of } = useSearch({ strict: false });
  const units = useQuery(unitsQuery);
  const all = units.data?.items ?? [];
  const unit = all.find(({ id }) => id === of) ?? all[0];
  return (
    <section className="column" aria-labelledby="retention">
      <h2 id="retention">{say('admin.retention')}</h2>
      <p>{say('retention.what')}</p>
      <Loaded query={units} />
      {unit === undefined ? null : (
        <>
          <label className="unit-choice">
            {say('admin.unit')}{' '}
            <select
              value={unit.id}
              onChange={(event) =>
                void navigate({
                  to: '/administration/$part',
                  params: { part: 'retention' },
                  search: { of: event.currentTarget.value },
                  replace: true,
                })
              }
            >
              {all.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <OfUnit key={unit.id} unit={unit.id} name={unit.name} />
        </>
      )}
    </section>
  );
}

function OfUnit({ unit, name }: { readonly unit: string; readonly name: string }) {
  const retention = useQuery(retentionQuery(unit));
  const { data } = retention;
  return (
    <>
      <Loaded query={retention} />
      {data === undefined ? null : (
        <>
          <Days key={data.days} unit={unit} days={data.days} />
          <Due unit={unit} name={name} kept={data} />
          <Holds unit={unit} holds={data.holds} />
        </>
      )}
    </>
  );
}

function Days({ unit, days }: { readonly unit: string; readonly days: number | null }) {
  const say = useSay();
  const formats = useFormats();
  const tell = useTell();
  const [text, setText] = useState(days === null ? '' : String(days));
  const wanted = Number(text);
  const isDays = Number.isInteger(wanted) && wanted >= FEWEST_DAYS && wanted <= MOST_DAYS;
  const set = useAdministration((given: number) =>
    bodyOf(api.PUT('/api/admin/units/{id}/retention', { params: { path: { id: unit } }, body: { days: given } })),
  );
  return (
    <>
      <h3>{say('retention.days')}</h3>
      <p>
        {days === null ? say('retention.none') : say('retention.now', { count: days, number: formats.whole(days) })}
      </p>
      <form
        className="row on-screen"
        onSubmit={(event) => {
          event.preventDefault();
          if (isDays) set.mutate(wanted, { onSuccess: () => tell({ text: say('told.retention', { count: wanted }) }) });
        }}
      >
        <label>
          {say('retention.set')}{' '}
          <input
            className="days"
            inputMode="numeric"
            value={text}
            maxLength={4}
            autoComplete="off"
            onChange={(event) => setText(event.currentTarget.value.replace(/\D/g, ''))}
          />
        </label>
        <button type="submit" className="button" disabled={!isDays || wanted === days || set.isPending}>
          {say('save')}
        </button>
        <span className="meta">{say('retention.bounds', { fewest: FEWEST_DAYS, most: MOST_DAYS })}</span>
      </form>
      {set.error === null ? null : <ProblemNotice error={set.error} />}
    </>
  );
}

function Due({ unit, name, kept }: { readonly unit: string; readonly name: string; readonly kept: Kept }) {
  const say = useSay();
  const formats = useFormats();
  const tell = useTell();
  const [asking, setAsking] = useState(false);
  const total = kept.due.reduce((sum, { leads }) => sum + leads, 0);
  const erase = useAdministration(() =>
    bodyOf(api.POST('/api/admin/units/{id}/retention/erase', { params: { path: { id: unit } }, body: {} })),
  );
  return (
    <>
      <h3>{say('retention.due')}</h3>
      <p>{say('retention.total', { count: total, number: formats.whole(total) })}</p>
      {total === 0 ? null : (
        <Records
          caption={say('retention.due')}
          rows={kept.due.filter(({ leads }) => leads > 0)}
          keyOf={({ queue, because }) => `${queue} ${because}`}
          columns={[
            { id: 'queue', head: say('find.queue'), names: true, cell: ({ queue }) => say(`queue.${queue}`) },
            { id: 'because', head: say('compare.why'), cell: ({ because }) => say(`retention.because.${because}`) },
            { id: 'leads num', head: say('retention.leads'), cell: ({ leads }) => formats.whole(leads) },
          ]}
        />
      )}
      {kept.holds.length > 0 ? <Notice title={say('retention.held', { count: kept.holds.length })} /> : null}
      {total === 0 ? null : (
        <p className="on-screen">
          <button type="button" className="button" onClick={() => setAsking(true)}>
            {say('retention.erase')}
          </button>
        </p>
      )}
      {asking ? (
        <Confirm
          title={say('retention.eraseTitle', { unit: name })}
          text={say('retention.eraseWhat', { count: total, number: formats.whole(total) })}
          doing={say('retention.eraseDo')}
          mutation={erase}
          onConfirm={() =>
            erase.mutate(undefined, {
              onSuccess: ({ leads }) => {
                tell({ text: say('told.erased', { count: leads }) });
                setAsking(false);
              },
            })
          }
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}

function Holds({ unit, holds }: { readonly unit: string; readonly holds: Kept['holds'] }) {
  const say = useSay();
  const formats = useFormats();
  const [reason, setReason] = useState('');
  const [ending, setEnding] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const add = useAdministration((given: string) =>
    bodyOf(api.POST('/api/admin/units/{id}/holds', { params: { path: { id: unit } }, body: { reason: given } })),
  );
  const end = useAdministration((id: string) =>
    bodyOf(api.POST('/api/holds/{id}/end', { params: { path: { id } }, body: {} })),
  );
  return (
    <>
      <h3>{say('retention.holds')}</h3>
      {holds.length === 0 ? <p className="soft">{say('retention.noHold')}</p> : null}
      {holds.length === 0 ? null : (
        <Records
          caption={say('retention.holds')}
          rows={holds}
          keyOf={({ id }) => id}
          columns={[
            {
              id: 'reason',
              head: say('retention.reason'),
              names: true,
              cell: (hold) => <bdi className="words">{hold.reason}</bdi>,
            },
            { id: 'since', head: say('retention.since'), cell: ({ madeAt }) => formats.day(madeAt) },
            {
              id: 'manage',
              head: say('retention.endHold'),
              unseenHead: true,
              cell: (hold) => (
                <button
                  type="button"
                  className="link on-screen"
                  aria-label={say('retention.endHoldOf', { reason: shortText(hold.reason, 60) })}
                  onClick={() => setEnding(hold.id)}
                >
                  {say('retention.endHold')}
                </button>
              ),
            },
          ]}
        />
      )}
      <form
        className="row on-screen"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() === '' || add.isPending) return;
          add.mutate(reason.trim(), {
            onSuccess: () => {
              // The button is shut again and would drop the focus.
              field.current?.focus();
              setReason('');
            },
          });
        }}
      >
        <label>
          {say('retention.addHold')}{' '}
          <input
            ref={field}
            className="reason"
            value={reason}
            maxLength={LONGEST_REASON}
            autoComplete="off"
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        <button type="submit" className="button" disabled={reason.trim() === ''}>
          {say('retention.hold')}
        </button>
      </form>
      {add.error === null ? null : <ProblemNotice error={add.error} />}
      {ending === null ? null : (
        <Confirm
          title={say('leadHold.endTitle')}
          text={say('retention.endWhat')}
          doing={say('leadHold.endTitle')}
          mutation={end}
          onConfirm={() => end.mutate(ending, { onSuccess: () => setEnding(null) })}
          onClose={() => {
            end.reset();
            setEnding(null);
          }}
        />
      )}
    </>
  );
}
