import { useQuery } from '@tanstack/react-query';
import { createLazyRoute, Link } from '@tanstack/react-router';
import { NextOn } from '../casework/next-on.tsx';
import { useCares } from '../casework/powers.ts';
import { NothingHere } from '../frame/nothing-here.tsx';
import { usePageTitle } from '../frame/page-title.ts';
import { PurposeBar } from '../handling/purpose-bar.tsx';
import { Loaded } from '../look/loaded.tsx';
import { Notice } from '../look/notice.tsx';
import { Records } from '../look/records.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { careListQuery } from './care-query.ts';
import '../casework/casework.css';

export const route = createLazyRoute('/member/care')({ component: CareListPage });

function CareListPage() {
  return useCares() ? <CareList /> : <NothingHere />;
}

/** The children who are referred to the service of the reader, and their care alone. */
function CareList() {
  const say = useSay();
  const formats = useFormats();
  const list = useQuery(careListQuery);
  const waiting = list.data?.filter(({ toAnswer }) => toAnswer !== null).length ?? 0;
  usePageTitle(say('page.care'));
  return (
    <div className="page column">
      <div className="page-head">
        <h1>{say('page.care')}</h1>
        <PurposeBar />
        <p className="soft">{say('care.intro')}</p>
      </div>
      <Loaded query={list} />
      {waiting === 0 ? null : <p className="overdue">{say('care.toAnswer', { count: waiting })}</p>}
      {list.data === undefined ? null : list.data.length === 0 ? (
        <Notice title={say('care.none')}>
          <p>{say('care.noneNext')}</p>
        </Notice>
      ) : (
        <Records
          caption={say('care.caption', { count: list.data.length })}
          rows={list.data}
          keyOf={({ id }) => id}
          columns={[
            {
              id: 'child',
              head: say('care.child'),
              names: true,
              cell: ({ id, workingName, toAnswer }) => (
                <>
                  <Link to="/care/$id" params={{ id }}>
                    <ShownText text={workingName} longest={200} />
                  </Link>
                  {toAnswer === null ? null : (
                    <span className="under overdue">
                      {say('care.answerThis', { count: toAnswer.referrals, date: formats.day(toAnswer.since) })}
                    </span>
                  )}
                </>
              ),
            },
            {
              id: 'state',
              head: say('track.care'),
              cell: ({ states }) => {
                const care = states.find(({ track }) => track === 'care');
                return care === undefined ? null : say(`childState.${care.state}`);
              },
            },
            { id: 'next', head: say('care.next'), cell: ({ care }) => care?.nextStep ?? null },
            { id: 'by', head: say('care.by'), cell: ({ care }) => <NextOn on={care?.nextOn ?? null} /> },
          ]}
        />
      )}
    </div>
  );
}
