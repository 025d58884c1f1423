import { useMutation } from '@tanstack/react-query';
import type { Attachment } from '../api/schema.ts';
import { downloadFile } from '../look/download-file.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { fileOf } from './evidence-query.ts';

/** Texts that are kept with a case or an item; of a PDF its text, and the hash of the file that was sent. */
export function Attachments({ attachments }: { readonly attachments: readonly Attachment[] }) {
  const say = useSay();
  const formats = useFormats();
  const read = useMutation({
    mutationFn: async ({ id, name, kind }: Attachment) =>
      downloadFile(kind === 'pdf_text' ? `${name}.txt` : name, await fileOf(`/api/attachments/${id}`)),
  });
  if (attachments.length === 0) return null;
  return (
    <div className="attachments">
      <h3>{say('attach.title', { count: attachments.length })}</h3>
      {read.error === null ? null : <ProblemNotice error={read.error} />}
      <ul className="log">
        {attachments.map((attachment) => {
          const { id, name, kind, words, bytes, original, pdf, sha256, addedBy, addedAt } = attachment;
          return (
            <li key={id}>
              <p>
                <b>
                  <ShownText text={name} longest={120} />
                </b>{' '}
                <span className="meta">
                  {say(`attachKind.${kind}`)} · {formats.bytes(bytes)}
                </span>
              </p>
              <p className="words">{words}</p>
              {pdf === null ? null : (
                <p className="meta">
                  {say('attach.pdf', {
                    pages: pdf.pages,
                    without: pdf.pagesWithoutText,
                    files: pdf.embeddedFiles,
                  })}
                </p>
              )}
              <p className="meta hash">
                {say('attach.hash')} <span className="code">{sha256}</span>
              </p>
              {original.sha256 === sha256 ? null : (
                <p className="meta hash">
                  {say('attach.original', { size: formats.bytes(original.bytes) })}{' '}
                  <span className="code">{original.sha256}</span>
                </p>
              )}
              <p className="meta">{say('log.by', { name: addedBy.name, date: formats.minute(addedAt) })}</p>
              <p className="on-screen">
                <button
                  type="button"
                  className="link"
                  aria-label={say('attach.readOf', { name })}
                  disabled={read.isPending}
                  onClick={() => read.mutate(attachment)}
                >
                  {say('attach.read')}
                </button>
              </p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
