import { Link } from '@tanstack/react-router';
import type { RequestRow } from '../api/schema.ts';
import { GoneHolder } from '../casework/gone-holder.tsx';
import { NextOn } from '../casework/next-on.tsx';
import { Records } from '../look/records.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';
import { useKindName } from './request-words.ts';
import { StandingWords } from './standing-words.tsx';
import './requests.css';

/** Requests, a row each: to whom, where it stands, who holds it and by when somebody must look. */
export function RequestTable({
  caption,
  rows,
  showsProtection = false,
}: {
  readonly caption: string;
  readonly rows: readonly RequestRow[];
  /** With what is protected, and until when. */
  readonly showsProtection?: boolean;
}) {
  const say = useSay();
  const formats = useFormats();
  const kindName = useKindName();
  return (
    <Records
      caption={caption}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'request',
          head: say('requests.to'),
          names: true,
          cell: ({ id, addressee, kind, reference, urgent }) => (
            <>
              <Link to="/requests/$id" params={{ id }}>
                <ShownText text={addressee} longest={120} />
              </Link>
              <span className="under">
                {kindName(kind)} · <span className="code">{reference}</span>
                {urgent ? ` · ${say('request.urgent')}` : ''}
              </span>
            </>
          ),
        },
        { id: 'country', head: say('requests.country'), cell: ({ country }) => formats.country(country) },
        {
          id: 'standing',
          head: say('requests.standing'),
          cell: (row) => <StandingWords row={row} />,
        },
        {
          id: 'next',
          head: say('requests.next'),
          cell: ({ nextOn, because, protectionEndsOn }) =>
            nextOn === null ? null : (
              <>
                <NextOn on={nextOn} />
                {because === null ? null : <span className="under">{say(`because.${because}`)}</span>}
                {showsProtection && protectionEndsOn !== null ? (
                  <span className="under">{say('requests.protected', { date: formats.day(protectionEndsOn) })}</span>
                ) : null}
              </>
            ),
        },
        {
          id: 'holder',
          head: say('requests.holder'),
          cell: ({ holder, holderReads }) => (
            <>
              <bdi>{holder.name}</bdi>
              <GoneHolder reads={holderReads} />
            </>
          ),
        },
      ]}
    />
  );
}
