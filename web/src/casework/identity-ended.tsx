import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

/** That the reader could read who a child is, and no longer can: since when, and who ended it, if somebody did. */
export function IdentityEnded({ at, by }: { readonly at: string; readonly by: { readonly name: string } | null }) {
  const say = useSay();
  const formats = useFormats();
  const date = formats.minute(at);
  return (
    <p role="status">
      {by === null ? say('identity.over', { date }) : say('identity.overBy', { date, name: by.name })}
    </p>
  );
}
