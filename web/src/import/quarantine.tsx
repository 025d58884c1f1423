import { useMutation } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { purposeHeaders } from '../api/purpose.ts';
import { downloadFile } from '../look/download-file.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSay } from '../messages/say.ts';

/** The records that were not accepted, with their reasons. They are about people, so the purpose goes with the request. */
export function Quarantine({ id }: { readonly id: string }) {
  const say = useSay();
  const take = useMutation({
    mutationFn: async () => {
      const asked = api.GET('/api/imports/{id}/quarantine.csv', {
        params: { path: { id } },
        headers: purposeHeaders(),
        parseAs: 'blob',
      });
      return bodyOf(asked as Promise<{ data?: Blob; error?: unknown; response: Response }>);
    },
    onSuccess: (blob) => downloadFile(`quarantine-${id.slice(0, 8)}.csv`, blob),
  });
  return (
    <div className="on-screen">
      <button type="button" className="button" disabled={take.isPending} onClick={() => take.mutate()}>
        {say('job.quarantine')}
      </button>{' '}
      <span className="meta">{say('job.quarantineWhat')}</span>
      {take.error === null ? null : <ProblemNotice error={take.error} />}
    </div>
  );
}
