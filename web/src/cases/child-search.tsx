import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { dayIn, isDay } from '../casework/days.ts';
import { Choice, DayField, Words } from '../casework/fields.tsx';
import { GoneHolder } from '../casework/gone-holder.tsx';
import { NextOn } from '../casework/next-on.tsx';
import { ProposeDialog } from '../casework/propose-dialog.tsx';
import { useSeenVersion } from '../casework/seen-version.ts';
import { Notice } from '../look/notice.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import type { InCase } from './in-case.ts';

/** Who looks for the children of the case, what comes next and by when; and what was tried before. */
export function ChildSearch({ detail, powers }: InCase) {
  const say = useSay();
  const formats = useFormats();
  const [asked, setAsked] = useState<'step' | 'end' | null>(null);
  const { row, searches } = detail;
  const { search } = row;
  const proposed = detail.agreements.some(({ answer, kind }) => answer === null && kind === 'end_child_search');
  return (
    <div className="panel">
      <h3>{say('search.title')}</h3>
      {search.nextOn === null ? (
        <p>{say('search.ended')}</p>
      ) : (
        <p>
          <bdi>{search.holder.name}</bdi> · <NextOn on={search.nextOn} />
          <GoneHolder reads={search.holderReads} />
        </p>
      )}
      <p className="words">{search.nextStep}</p>
      {proposed ? <p className="meta">{say('search.proposed')}</p> : null}
      {powers.works ? (
        <p className="row on-screen">
          <button type="button" className="button" onClick={() => setAsked('step')}>
            {say(search.nextOn === null ? 'search.again' : 'search.step')}
          </button>
          {search.nextOn === null || proposed ? null : (
            <button type="button" className="link" onClick={() => setAsked('end')}>
              {say('search.end')}
            </button>
          )}
        </p>
      ) : null}
      {searches.length < 2 ? null : (
        <details>
          <summary>{say('search.before', { count: searches.length - 1 })}</summary>
          <ol className="log">
            {searches.slice(1).map((step) => (
              <li key={step.at}>
                <p className="words">{step.nextStep}</p>
                <p className="meta">
                  {step.nextOn === null
                    ? say('search.ended')
                    : say('search.stepBy', { name: step.holder.name, date: formats.day(step.nextOn) })}{' '}
                  {say('log.by', { name: step.by.name, date: formats.minute(step.at) })}
                </p>
              </li>
            ))}
          </ol>
        </details>
      )}
      {asked === 'step' ? (
        <StepDialog detail={detail} onClose={() => setAsked(null)} />
      ) : asked === 'end' ? (
        <ProposeDialog caseId={row.id} end={{ kind: 'end_child_search' }} onClose={() => setAsked(null)} />
      ) : null}
    </div>
  );
}

function StepDialog({ detail, onClose }: Pick<InCase, 'detail'> & { readonly onClose: () => void }) {
  const say = useSay();
  const { row } = detail;
  const { holders } = detail;
  // Who agreed to an end held no search by that: taken up again, it is proposed to who held it.
  const held = detail.searches.find(({ nextOn: by }) => by !== null)?.holder ?? row.search.holder;
  const [holderId, setHolder] = useState(holders.find(({ id }) => id === held.id)?.id ?? holders[0]?.id ?? '');
  const [nextStep, setNextStep] = useState('');
  const [nextOn, setNextOn] = useState(dayIn(7));
  const seen = useSeenVersion(detail.searches[0]?.at ?? null);
  return (
    <ActDialog
      title={{ id: 'search.step' }}
      what={say('search.stepWhat')}
      doing={say('record')}
      told={say('search.told')}
      ready={nextStep.trim() !== '' && isDay(nextOn)}
      showsChange={seen.changed}
      write={(headers) =>
        seen.write(
          bodyOf(
            api.POST('/api/cases/{id}/search', {
              params: { path: { id: row.id } },
              headers,
              body: { holderId, nextStep: nextStep.trim(), nextOn, seenAt: seen.version },
            }),
          ),
        )
      }
      onClose={onClose}
    >
      {seen.changed ? (
        <Notice title={say('entry.changed')}>
          <p>
            <bdi>{row.search.holder.name}</bdi> ·{' '}
            {row.search.nextOn === null ? say('search.ended') : <NextOn on={row.search.nextOn} />}
          </p>
          <p className="words">{row.search.nextStep}</p>
          <p>{say('case.changedNext')}</p>
        </Notice>
      ) : null}
      <Choice
        field="/holderId"
        label={say('search.holder')}
        value={holderId}
        options={holders.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setHolder}
      />
      <Words field="/nextStep" label={say('status.next')} value={nextStep} onChange={setNextStep} />
      <DayField field="/nextOn" label={say('status.by')} value={nextOn} onChange={setNextOn} />
    </ActDialog>
  );
}
