import { Link } from '@tanstack/react-router';
import type { TimelineRow } from '../api/schema.ts';
import { Records } from '../look/records.tsx';
import { ShownText } from '../look/shown-text.tsx';
import { useSay } from '../messages/say.ts';

/** The rows of the picture, in order, in the words of the export. */
export function TimelineTable({
  caption,
  rows,
  onOpen,
}: {
  readonly caption: string;
  readonly rows: readonly TimelineRow[];
  /** Opens what was entered here, with what it was before. */
  readonly onOpen: (eventId: string) => void;
}) {
  const say = useSay();
  return (
    <Records
      caption={caption}
      rows={rows}
      keyOf={({ key }) => key}
      columns={[
        {
          id: 'when',
          head: say('caseLine.when'),
          names: true,
          cell: ({ words, when }) => (
            <>
              {words.when}
              {when.precision === 'undated' ? null : <span className="under">{words.precision}</span>}
            </>
          ),
        },
        {
          id: 'what',
          head: say('caseLine.what'),
          cell: (row) => (
            <>
              <What row={row} onOpen={onOpen} />
              <span className="under">{row.words.lane}</span>
            </>
          ),
        },
        { id: 'who', head: say('caseLine.who'), cell: ({ words }) => <ShownText text={words.who} longest={200} /> },
        {
          id: 'toward',
          head: say('caseLine.toward'),
          cell: ({ words }) => <ShownText text={words.toward} longest={200} />,
        },
        {
          id: 'details',
          head: say('caseLine.details'),
          cell: ({ words }) => <ShownText text={words.details} longest={600} />,
        },
        {
          id: 'source',
          head: say('caseLine.source'),
          cell: ({ words }) => <ShownText text={words.source} longest={200} />,
        },
        {
          id: 'entered',
          head: say('caseLine.entered'),
          cell: ({ words, corrected }) => (
            <>
              {words.entered}
              {words.enteredBy === '' ? null : (
                <span className="under">
                  <bdi>{words.enteredBy}</bdi>
                </span>
              )}
              {corrected === null ? null : (
                <span className="under">{say('caseLine.corrected', { count: corrected.versions - 1 })}</span>
              )}
            </>
          ),
        },
      ]}
    />
  );
}

function What({
  row: { words, about, eventId },
  onOpen,
}: {
  readonly row: TimelineRow;
  readonly onOpen: (id: string) => void;
}) {
  if (eventId !== null)
    return (
      <button type="button" className="link" onClick={() => onOpen(eventId)}>
        {words.what}
      </button>
    );
  if (about?.kind === 'request')
    return (
      <Link to="/requests/$id" params={{ id: about.id }}>
        {words.what}
      </Link>
    );
  if (about?.kind === 'child')
    return (
      <Link to="/children/$id" params={{ id: about.id }}>
        {words.what}
      </Link>
    );
  return <>{words.what}</>;
}
