import { FileInput } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '../casework/act-dialog.tsx';
import { Words } from '../casework/fields.tsx';
import { useSay } from '../messages/say.ts';
import { sendAttachment } from './evidence-query.ts';

/** Attaches a text. Of what is refused the server says why, and nothing of it is kept. */
export function AttachDialog({
  caseId,
  item,
  onClose,
}: {
  readonly caseId: string;
  readonly item: string | null;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [file, setFile] = useState<File | null>(null);
  const [words, setWords] = useState('');
  return (
    <ActDialog
      title={{ id: 'attach.do' }}
      what={say('attach.what')}
      doing={say('attach.send')}
      told={say('attach.told')}
      ready={file !== null && words.trim() !== ''}
      write={async (headers) => {
        if (file !== null) await sendAttachment(caseId, { file, words: words.trim(), item }, headers);
      }}
      onClose={onClose}
    >
      <FileInput
        label={say('attach.file')}
        description={say('attach.fileHint')}
        placeholder={say('attach.choose')}
        value={file}
        onChange={setFile}
      />
      <Words
        field="/words"
        label={say('attach.words')}
        hint={say('attach.wordsHint')}
        value={words}
        onChange={setWords}
      />
    </ActDialog>
  );
}
