import { lazy, Suspense, useId } from 'react';
import type { Lead } from '../api/schema.ts';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useLanguage, useSay } from '../messages/say.ts';
import { type Column, DataTable } from './data-table.tsx';

type Place = Lead['places'][number];

/** The borders of the world are large: they come when a lead has something to show on them. */
const PlaceMap = lazy(async () => ({ default: (await import('./place-map.tsx')).PlaceMap }));

/** Places are counted in the newest transfers of a subject, so many at most: of more it is not known how many have none. */
const MOST_LOOKED_AT = 5000;

export function Places({ lead }: { readonly lead: Lead }) {
  const say = useSay();
  const formats = useFormats();
  const { language } = useLanguage();
  const caption = useId();
  const located = lead.places.filter(({ lat, lon }) => lat !== null && lon !== null);
  const west = language === 'fr' ? 'O' : 'W';
  const coordinates = ({ lat, lon }: Place): string =>
    lat === null || lon === null
      ? say('unknown')
      : `${formats.decimal(Math.abs(lat), 2, 2)}° ${lat < 0 ? 'S' : 'N'}, ${formats.decimal(Math.abs(lon), 2, 2)}° ${lon < 0 ? west : 'E'}`;
  const all = lead.corridor?.transfers ?? lead.transfersTotal;
  const placed = lead.places.reduce((sum, { transfers }) => sum + transfers, 0);
  const without = lead.transfersTotal > MOST_LOOKED_AT ? 0 : all - placed;
  if (lead.places.length === 0) return <p>{say('places.none')}</p>;
  const columns: readonly Column<Place>[] = [
    { head: say('people.place'), kind: 'row-head', cell: ({ place }) => <ShownText text={place} longest={48} /> },
    { head: say('people.country'), cell: ({ country }) => (country === null ? '' : formats.country(country)) },
    { head: say('column.transfers'), kind: 'number', cell: ({ transfers }) => formats.whole(transfers) },
    ...(lead.places.some(({ lat }) => lat !== null)
      ? [{ head: say('places.coordinates'), kind: 'number', cell: coordinates } as const]
      : []),
  ];
  return (
    <>
      {located.length === 0 ? null : (
        <>
          <p className="meta" id={caption}>
            {say('places.map', { shown: located.length, all: lead.places.length })}
          </p>
          <Suspense fallback={<p role="status">{say('loading')}</p>}>
            <PlaceMap places={located} labelledBy={caption} />
          </Suspense>
        </>
      )}
      {without > 0 ? <p>{say('places.without', { count: without, all: formats.whole(all) })}</p> : null}
      <DataTable caption={say('places.caption')} columns={columns} rows={lead.places} keyOf={({ place }) => place} />
    </>
  );
}
