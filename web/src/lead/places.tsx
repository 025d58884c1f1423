import type { Lead } from '../api/schema.ts';
import { ShownText } from '../look/shown-text.tsx';
import { useFormats } from '../messages/formats.ts';
import { useLanguage, useSay } from '../messages/say.ts';
import { type Column, DataTable } from './data-table.tsx';

type Place = Lead['places'][number];

export function Places({ lead }: { readonly lead: Lead }) {
  const say = useSay();
  const formats = useFormats();
  const { language } = useLanguage();
  const west = language === 'fr' ? 'O' : 'W';
  const coordinates = ({ lat, lon }: Place): string =>
    lat === null || lon === null
      ? say('unknown')
      : `${formats.decimal(Math.abs(lat), 2, 2)}° ${lat < 0 ? 'S' : 'N'}, ${formats.decimal(Math.abs(lon), 2, 2)}° ${lon < 0 ? west : 'E'}`;
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
    <DataTable caption={say('places.caption')} columns={columns} rows={lead.places} keyOf={({ place }) => place} />
  );
}
