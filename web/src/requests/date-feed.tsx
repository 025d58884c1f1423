import { Button, TextInput } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { useTell } from '../frame/told.tsx';
import { useConfirmed } from '../identity/confirming.tsx';
import { Loaded } from '../look/loaded.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

const dateFeedQuery = queryOptions({
  queryKey: ['date-feed'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/me/date-feed', { signal })),
});

/** The reader's own dates in a calendar program: made, shown once, made anew, stopped. It carries nothing of a case. */
export function DateFeed() {
  const say = useSay();
  const formats = useFormats();
  const tell = useTell();
  const client = useQueryClient();
  const confirmed = useConfirmed();
  const [copied, setCopied] = useState(false);
  const feed = useQuery(dateFeedQuery);
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: dateFeedQuery.queryKey });
  const make = useMutation({
    mutationFn: () => confirmed(() => bodyOf(api.POST('/api/me/date-feed', { body: {} }))),
    onSuccess: again,
  });
  const end = useMutation({
    mutationFn: () => confirmed(() => bodyOf(api.DELETE('/api/me/date-feed'))),
    onSuccess: () => {
      make.reset();
      setCopied(false);
      tell({ text: say('feed.stopped') });
      return again();
    },
  });
  const error = make.error ?? end.error;
  const address = make.data?.address;
  return (
    <section className="date-feed on-screen" aria-labelledby="date-feed">
      <h2 id="date-feed">{say('feed.title')}</h2>
      <p>{say('feed.what')}</p>
      <Loaded query={feed} />
      {error === null ? null : <ProblemNotice error={error} />}
      {feed.data === undefined ? null : (
        <p>{feed.data.since === null ? say('feed.none') : say('feed.since', { date: formats.day(feed.data.since) })}</p>
      )}
      {address === undefined ? null : (
        <>
          <TextInput
            label={say('feed.address')}
            description={say('feed.once')}
            value={address}
            readOnly
            classNames={{ input: 'code' }}
            onFocus={(event) => event.currentTarget.select()}
          />
          <p className="row">
            <Button
              variant="default"
              onClick={() =>
                void navigator.clipboard.writeText(address).then(
                  () => setCopied(true),
                  () => setCopied(false),
                )
              }
            >
              {say('feed.copy')}
            </Button>
            <span role="status">{copied ? say('feed.copied') : null}</span>
          </p>
        </>
      )}
      <p className="row">
        <button type="button" className="button" disabled={make.isPending} onClick={() => make.mutate()}>
          {say(feed.data?.since == null ? 'feed.make' : 'feed.anew')}
        </button>
        {feed.data?.since == null ? null : (
          <button type="button" className="button" disabled={end.isPending} onClick={() => end.mutate()}>
            {say('feed.stop')}
          </button>
        )}
      </p>
    </section>
  );
}
