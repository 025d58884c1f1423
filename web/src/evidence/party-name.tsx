import type { Party } from '../api/schema.ts';
import { ShownText } from '../look/shown-text.tsx';

/** Who has or takes an item: a name, and the service of a person from outside. */
export function PartyName({ party: { name, service } }: { readonly party: Party }) {
  return (
    <>
      <ShownText text={name} longest={200} />
      {service === '' ? null : (
        <>
          {' ('}
          <ShownText text={service} longest={200} />)
        </>
      )}
    </>
  );
}
