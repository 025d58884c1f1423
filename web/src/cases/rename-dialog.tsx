import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { CaseDetail } from '../api/schema.ts';
import { ActDialog } from '../casework/act-dialog.tsx';
import { CountryField } from '../casework/country-field.tsx';
import { Line } from '../casework/fields.tsx';
import { useSeenVersion } from '../casework/seen-version.ts';
import { Notice } from '../look/notice.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

/** Calls a case otherwise. When somebody else did so meanwhile, what it is called now is shown beside what was typed. */
export function RenameDialog({
  detail: { row },
  etag,
  onClose,
}: {
  readonly detail: CaseDetail;
  readonly etag: string | null;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const [title, setTitle] = useState(row.title);
  const [country, setCountry] = useState(row.country);
  const seen = useSeenVersion(etag);
  return (
    <ActDialog
      title={{ id: 'case.rename' }}
      doing={say('record')}
      told={say('case.renamed')}
      ready={title.trim() !== '' && country !== ''}
      showsChange={seen.changed}
      write={(headers) =>
        seen.write(
          bodyOf(
            api.POST('/api/cases/{id}/name', {
              params: { path: { id: row.id } },
              headers: { ...headers, ...seen.headers },
              body: { title: title.trim(), country },
            }),
          ),
        )
      }
      onClose={onClose}
    >
      {seen.changed ? (
        <Notice title={say('case.changed')}>
          <p>
            <ShownText text={row.title} longest={200} /> · {formats.country(row.country)}
          </p>
          <p>{say('case.changedNext')}</p>
        </Notice>
      ) : null}
      <Line
        field="/title"
        label={say('openCase.title')}
        hint={say('openCase.titleHint')}
        value={title}
        onChange={setTitle}
      />
      <CountryField
        field="/country"
        label={say('openCase.country')}
        hint={say('openCase.countryHint')}
        value={country}
        onChange={setCountry}
      />
    </ActDialog>
  );
}
