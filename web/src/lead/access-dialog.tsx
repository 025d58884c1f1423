import { Button, NativeSelect, Radio, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../api/me.ts';
import type { AccessRule, LeadRow, NewAccessRule, Readers } from '../api/schema.ts';
import { useTell } from '../frame/told.tsx';
import { Dialog } from '../look/dialog.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { readersQuery, useAccessAct } from './access-query.ts';

type Reader = Readers['items'][number];
const EFFECTS = ['grant', 'deny', 'restrict'] as const;
type Effect = (typeof EFFECTS)[number];

/** Who may see a lead and why, as the database decides it; and the exceptions, to make and to end. */
export function AccessDialog({
  row,
  rules,
  onClose,
}: {
  readonly row: LeadRow;
  readonly rules: readonly AccessRule[];
  readonly onClose: () => void;
}) {
  const say = useSay();
  const readers = useQuery(readersQuery(row));
  const act = useAccessAct(row.id);
  const all = readers.data?.items ?? [];
  const open = all.filter(({ mayRead }) => mayRead);
  const shut = all.filter(({ mayRead, because }) => !mayRead && because !== 'no_role');
  return (
    <Dialog onClose={onClose} title={say('access.title')}>
      <div className="column">
        {readers.error === null ? null : <ProblemNotice error={readers.error} />}
        {readers.isLoading ? <p role="status">{say('loading')}</p> : null}
        {readers.data === undefined ? null : (
          <section aria-labelledby="access-open">
            <h3 id="access-open">{say('access.open', { count: open.length })}</h3>
            <ReaderList readers={open} />
            {shut.length === 0 ? null : (
              <>
                <h3>{say('access.shut')}</h3>
                <ReaderList readers={shut} />
              </>
            )}
          </section>
        )}
        <section aria-labelledby="access-rules">
          <h3 id="access-rules">{say('access.rules')}</h3>
          {rules.length === 0 ? <p>{say('access.noRules')}</p> : null}
          <ul className="access-rules">
            {rules.map((rule) => (
              <OneRule
                key={rule.id}
                rule={rule}
                busy={act.isPending}
                onEnd={() => act.mutate({ kind: 'end', ruleId: rule.id })}
              />
            ))}
          </ul>
        </section>
        {act.error === null ? null : <ProblemNotice error={act.error} />}
        <AddRule
          readers={all}
          busy={act.isPending}
          onAdd={(rule, onDone) => act.mutate({ kind: 'add', rule }, { onSuccess: onDone })}
        />
      </div>
    </Dialog>
  );
}

function ReaderList({ readers }: { readonly readers: readonly Reader[] }) {
  const say = useSay();
  return (
    <ul className="plain-list">
      {readers.map(({ id, name, roles, because }) => (
        <li key={id}>
          {name}{' '}
          <span className="meta">
            {because === 'role'
              ? say('access.because.role', { role: roles.map((role) => say(`staff.${role}`)).join(', ') })
              : because === 'no_role'
                ? ''
                : say(`access.because.${because}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function OneRule({
  rule: { effect, member, reason, madeAt },
  busy,
  onEnd,
}: {
  readonly rule: AccessRule;
  readonly busy: boolean;
  readonly onEnd: () => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const name = member?.name ?? '';
  return (
    <li>
      <p>
        <b>{say(`access.made.${effect}`, { name })}</b>
      </p>
      <p>{reason}</p>
      <p className="meta">
        {say('access.since', { date: formats.minute(madeAt) })}{' '}
        <button
          type="button"
          className="link"
          disabled={busy}
          aria-label={say(`access.endOf.${effect}`, { name })}
          onClick={onEnd}
        >
          {say('access.end')}
        </button>
      </p>
    </li>
  );
}

function AddRule({
  readers,
  busy,
  onAdd,
}: {
  readonly readers: readonly Reader[];
  readonly busy: boolean;
  readonly onAdd: (rule: NewAccessRule, onDone: () => void) => void;
}) {
  const say = useSay();
  const tell = useTell();
  const { member: self } = useMe();
  const [effect, setEffect] = useState<Effect | null>(null);
  const [memberId, setMemberId] = useState('');
  const [reason, setReason] = useState('');
  // Who has an exception of the same kind needs none, and nobody shuts oneself out by mistake.
  const named = readers.filter(
    ({ id, because, mayBeGranted }) => id !== self.id && because !== effect && (effect === 'deny' || mayBeGranted),
  );
  const rule = ruleOf(effect, memberId, reason.trim());
  return (
    <form
      className="column"
      onSubmit={(event) => {
        event.preventDefault();
        if (rule === null) return;
        onAdd(rule, () => {
          setEffect(null);
          setMemberId('');
          setReason('');
          tell({ text: say('access.done') });
        });
      }}
    >
      <Radio.Group
        label={say('access.add')}
        description={say('access.order')}
        value={effect}
        onChange={(chosen) => {
          setEffect(EFFECTS.find((each) => each === chosen) ?? null);
          setMemberId('');
        }}
      >
        <div className="choices">
          {EFFECTS.map((each) => (
            <Radio
              key={each}
              value={each}
              label={say(`access.effect.${each}`)}
              description={say(`access.what.${each}`)}
            />
          ))}
        </div>
      </Radio.Group>
      {effect === null ? null : (
        <>
          {effect === 'restrict' ? null : (
            <NativeSelect
              label={say('access.colleague')}
              value={memberId}
              onChange={(event) => setMemberId(event.currentTarget.value)}
              data={[
                { value: '', label: say('assign.choose') },
                ...named.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
          <Textarea
            label={say('access.reason')}
            description={say('access.reasonWhy')}
            rows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <div className="row">
            <Button type="submit" disabled={rule === null} loading={busy}>
              {say('access.do')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}

/** Null while it does not say enough. */
function ruleOf(effect: Effect | null, memberId: string, reason: string): NewAccessRule | null {
  if (effect === null || reason === '') return null;
  if (effect === 'restrict') return { effect, reason };
  return memberId === '' ? null : { effect, memberId, reason };
}
