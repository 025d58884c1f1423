import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createLazyRoute, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { usePageTitle } from '../frame/page-title.ts';
import { Dialog } from '../look/dialog.tsx';
import { Loaded } from '../look/loaded.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSay } from '../messages/say.ts';
import { practiceQuery } from './practice-query.ts';
import { Review } from './review.tsx';
import { type PracticeSteps, Steps } from './steps.tsx';
import './practice.css';

export const route = createLazyRoute('/member/')({ component: PracticePage });

/** Where practice begins, and where it is looked back on. */
function PracticePage() {
  const say = useSay();
  const query = useQuery(practiceQuery);
  const { review } = route.useSearch();
  usePageTitle(say('practice.title'));
  const space = query.data?.space ?? null;
  return (
    <div className="page column practice">
      <div className="page-head">
        <h1>{say('practice.title')}</h1>
        <p>{say('practice.intro')}</p>
      </div>
      <Loaded query={query} />
      {query.data?.mayPractise === false ? <p>{say('practice.notYours')}</p> : null}
      {query.data?.mayPractise === true && space === null ? <Begin /> : null}
      {space === null ? null : (
        <>
          <section aria-label={say('practice.path')}>
            <h2>{say('practice.path')}</h2>
            <Steps steps={space.steps} />
            <p className="row">
              <NextStep steps={space.steps} />
              {review === 'shown' ? null : (
                <Link className="button" to="/" search={{ review: 'shown' }}>
                  {say('practice.review')}
                </Link>
              )}
              <BeginAnew />
            </p>
          </section>
          {review === 'shown' ? <Review /> : null}
        </>
      )}
    </div>
  );
}

/** The way to the page of the first step that is not done. */
function NextStep({ steps }: { readonly steps: PracticeSteps }) {
  const say = useSay();
  switch (steps.find(({ done }) => !done)?.step) {
    case 'import':
      return (
        <Link className="button" to="/import">
          {say('practice.toImport')}
        </Link>
      );
    case 'read':
    case 'decide':
    case 'case':
      return (
        <Link className="button" to="/leads/$queue" params={{ queue: 'investigation' }}>
          {say('practice.toLeads')}
        </Link>
      );
    case 'request':
    case 'file':
      return (
        <Link className="button" to="/cases">
          {say('practice.toCases')}
        </Link>
      );
    case undefined:
      return null;
  }
}

function useBegin() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: ({ anew }: { readonly anew: boolean }) => bodyOf(api.POST('/api/practice', { body: { anew } })),
    onSuccess: async () => {
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' && queryKey[0] !== 'practice' });
      await Promise.all([
        client.invalidateQueries({ queryKey: ['me'] }),
        client.invalidateQueries({ queryKey: ['practice'] }),
      ]);
      await navigate({ to: '/', search: {} });
    },
  });
}

function Begin() {
  const say = useSay();
  const begin = useBegin();
  return (
    <>
      {begin.error === null ? null : <ProblemNotice error={begin.error} />}
      <p>
        <button
          type="button"
          className="button strong"
          disabled={begin.isPending}
          onClick={() => begin.mutate({ anew: false })}
        >
          {say('practice.begin')}
        </button>
      </p>
    </>
  );
}

function BeginAnew() {
  const say = useSay();
  const begin = useBegin();
  const [asked, setAsked] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setAsked(true)}>
        {say('practice.anew')}
      </button>
      {asked ? (
        <Dialog title={say('practice.anew')} onClose={() => setAsked(false)}>
          <div className="column">
            <p>{say('practice.anewIs')}</p>
            {begin.error === null ? null : <ProblemNotice error={begin.error} />}
            <p className="row">
              <button
                type="button"
                className="button strong"
                disabled={begin.isPending}
                onClick={() => begin.mutate({ anew: true }, { onSuccess: () => setAsked(false) })}
              >
                {say('practice.anew')}
              </button>
              <button type="button" className="button" onClick={() => setAsked(false)}>
                {say('practice.keep')}
              </button>
            </p>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
