import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { apiBase } from '../api/practice.ts';
import type { Job } from '../api/schema.ts';
import { isOver, jobQuery } from './import-query.ts';

/** Where no events come through, the server is asked this often. */
const ASKED_EVERY_MS = 2000;

/** An import as it goes on: told by the server, or asked for where a proxy holds its events back. */
export function useLiveJob(id: string) {
  const client = useQueryClient();
  const [deaf, setDeaf] = useState(false);
  const query = jobQuery(id);
  const job = useQuery({
    ...query,
    refetchInterval: ({ state }) => (deaf && state.data !== undefined && !isOver(state.data) ? ASKED_EVERY_MS : false),
  });
  const ended = job.data === undefined ? null : isOver(job.data);
  useEffect(() => {
    if (ended !== false) return undefined;
    const source = new EventSource(`${apiBase}/api/jobs/${encodeURIComponent(id)}/events`);
    source.addEventListener('job', (event) => {
      setDeaf(false);
      const told: Job = JSON.parse(event.data);
      client.setQueryData(['job', id], told);
    });
    source.addEventListener('error', () => setDeaf(true));
    return () => source.close();
  }, [client, id, ended]);
  // Then there are other files, jobs, runs and leads than before.
  useEffect(() => {
    if (ended !== true) return;
    for (const key of ['jobs', 'received-files', 'runs', 'newest-run'])
      void client.invalidateQueries({ queryKey: [key] });
  }, [client, ended]);
  return job;
}
