import { useMemo } from 'react';
import { feature } from 'topojson-client';
import atlas from 'world-atlas/countries-50m.json';
import type { Lead } from '../api/schema.ts';
import { shortText } from '../look/shown-text.tsx';
import { type Country, layOutPlaces } from './place-map-layout.ts';

const LONGEST_LABEL = 22;
let known: readonly Country[] | null = null;

/** Loaded with the first lead whose places have positions: nothing is asked of another machine. */
export function PlaceMap({ places, labelledBy }: { readonly places: Lead['places']; readonly labelledBy: string }) {
  const { width, height, countries, marks } = useMemo(() => layOutPlaces(places, countriesOfWorld()), [places]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="picture" aria-labelledby={labelledBy} tabIndex={0}>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: named by the sentence above it; a title would follow the pointer */}
      <svg
        className="place-map"
        preserveAspectRatio="xMidYMid slice"
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-labelledby={labelledBy}
      >
        {countries.map(({ path, own }) => (
          <path key={path} className={own ? 'country own' : 'country'} d={path} />
        ))}
        <rect className="frame" x="0.5" y="0.5" width={width - 1} height={height - 1} />
        {marks.map(({ x, y, place, label }) => (
          <g key={`${place.country} ${place.place}`}>
            <circle cx={x} cy={y} r="4" />
            {label === null ? null : (
              <text x={label.x} y={y + 4} className={label.ends ? 'end' : undefined}>
                {shortText(place.place, LONGEST_LABEL)}
              </text>
            )}
          </g>
        ))}
      </svg>
    </section>
  );
}

function countriesOfWorld(): readonly Country[] {
  if (known !== null) return known;
  const { countries } = atlas.objects;
  const found = countries === undefined ? null : feature(atlas, countries);
  known = found !== null && 'features' in found ? found.features : [];
  return known;
}
