import { useState } from 'react';
import { downloadFile } from '../look/download-file.ts';
import { useSay } from '../messages/say.ts';

/** Shown once: the server keeps them sealed. */
export function BackupCodes({ codes }: { readonly codes: readonly string[] }) {
  const say = useSay();
  const [copied, setCopied] = useState(false);
  const text = `${codes.join('\n')}\n`;
  return (
    <section aria-label={say('backup.title')} className="backup-codes">
      <h3>{say('backup.title')}</h3>
      <p>{say('backup.what')}</p>
      <ul className="code">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p className="row on-screen">
        {/* A browser gives the clipboard only to pages that nobody on the way can change. */}
        {isSecureContext ? (
          <button
            type="button"
            className="button"
            onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
          >
            {say('backup.copy')}
          </button>
        ) : null}
        <button
          type="button"
          className="button"
          onClick={() => downloadFile(say('backup.file'), new Blob([text], { type: 'text/plain' }))}
        >
          {say('backup.save')}
        </button>
        <span role="status">{copied ? say('backup.copied') : null}</span>
      </p>
    </section>
  );
}
