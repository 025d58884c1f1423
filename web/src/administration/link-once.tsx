import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../look/dialog.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

/** A one-time link, shown to who made it and kept nowhere. */
export function LinkOnce({
  made: { link, expiresAt },
  name,
  onClose,
}: {
  readonly made: { readonly link: string | null; readonly expiresAt: string };
  readonly name: string;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const [copied, setCopied] = useState(false);
  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <Dialog title={say('link.title', { name })} onClose={onClose}>
      <div className="column">
        {link === null ? (
          <p>{say('link.lost')}</p>
        ) : (
          <>
            <p>{say('link.what', { date: formats.minute(expiresAt) })}</p>
            <TextInput
              label={say('link.link')}
              value={link}
              readOnly
              classNames={{ input: 'code' }}
              onFocus={(event) => event.currentTarget.select()}
            />
            <div className="row">
              <Button onClick={() => void copy(link).catch(() => setCopied(false))}>{say('link.copy')}</Button>
              <Button variant="default" onClick={onClose}>
                {say('close')}
              </Button>
              <span role="status">{copied ? say('link.copied') : null}</span>
            </div>
          </>
        )}
      </div>
    </Dialog>
  );
}
