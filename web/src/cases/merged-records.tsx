import type { CaseDetail } from '../api/schema.ts';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

/** Under a person of a case: which other records are that person, by whom that was found, when and why. */
export function MergedRecords({ records }: { readonly records: CaseDetail['people'][number]['merged'] }) {
  const say = useSay();
  const formats = useFormats();
  return records.map(({ id, workingName, reason, by, at }) => (
    <span key={id} className="meta merged-record">
      {say('merges.inCase', { record: workingName, name: by.name, date: formats.minute(at) })}{' '}
      <ShownText text={reason} longest={2000} />
    </span>
  ));
}
