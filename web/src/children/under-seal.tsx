import { Link } from '@tanstack/react-router';
import type { ChildRecord } from '../api/schema.ts';
import { useSealedKinds } from '../casework/sealed-kinds.ts';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

/** Whether anything lies under the seal, and how much: for who may write there or ask that it be opened, and never what it says. */
export function UnderSeal({ record }: { readonly record: ChildRecord }) {
  const say = useSay();
  const formats = useFormats();
  const kinds = useSealedKinds();
  const { person, sealed } = record;
  if (sealed === null) return null;
  const own = sealed.find((each) => each.record.id === person.id);
  const others = sealed.filter((each) => each !== own);
  return (
    <>
      {own === undefined ? (
        <p>{say('sealed.nothing')}</p>
      ) : (
        <p>
          {say('sealed.holds', { kinds: kinds(own) })}{' '}
          {say('sealed.last', { name: own.last.by.name, date: formats.minute(own.last.at) })}
        </p>
      )}
      {others.map((other) => (
        <p key={other.record.id}>
          <Link to="/children/$id" params={{ id: other.record.id }}>
            <ShownText text={other.record.workingName} />
          </Link>
          {' · '}
          {say('sealed.merged', { kinds: kinds(other) })}{' '}
          {say('sealed.last', { name: other.last.by.name, date: formats.minute(other.last.at) })}
        </p>
      ))}
    </>
  );
}
