import type { ChildRecord } from '../api/schema.ts';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

type Sealed = NonNullable<ChildRecord['sealed']>[number];

/** Gives a function that says how many entries of which kind lie under a seal, in words; never what they say. */
export function useSealedKinds(): (sealed: Sealed) => string {
  const say = useSay();
  const formats = useFormats();
  return ({ fields }) =>
    formats.list(fields.map(({ field, entries }) => say('sealed.kind', { kind: say(`saidField.${field}`), entries })));
}
