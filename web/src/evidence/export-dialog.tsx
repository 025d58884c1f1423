import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useConfirmed } from '../identity/confirming.tsx';
import { Dialog } from '../look/dialog.tsx';
import { downloadFile } from '../look/download-file.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSay } from '../messages/say.ts';
import { fileOf } from './evidence-query.ts';

/** The custody of a case as a signed file, and how it is checked by somebody who has no Vigie. */
export function ExportDialog({
  caseId,
  reference,
  onClose,
}: {
  readonly caseId: string;
  readonly reference: string;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const confirmed = useConfirmed();
  const name = `custody-${reference}.jsonl`;
  const custody = useMutation({
    mutationFn: () => confirmed(async () => downloadFile(name, await fileOf(`/api/cases/${caseId}/custody`))),
  });
  const verifier = useMutation({
    mutationFn: async () => downloadFile('verify-custody.mjs', await fileOf('/api/custody/verifier')),
  });
  const error = custody.error ?? verifier.error;
  return (
    <Dialog title={say('custody.export')} onClose={onClose}>
      <div className="column">
        <p>{say('custody.what')}</p>
        {error === null ? null : <ProblemNotice error={error} />}
        <div className="row">
          <Button loading={custody.isPending} onClick={() => custody.mutate()}>
            {say('custody.file')}
          </Button>
          <Button variant="default" loading={verifier.isPending} onClick={() => verifier.mutate()}>
            {say('custody.verifier')}
          </Button>
        </div>
        <h3>{say('custody.how')}</h3>
        <p>{say('custody.howWhat')}</p>
        <pre className="code command">{`node verify-custody.mjs ${name} --key "$(cat key.txt)"`}</pre>
        <p>{say('custody.key')}</p>
      </div>
    </Dialog>
  );
}
