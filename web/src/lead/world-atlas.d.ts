/** Borders of countries, Natural Earth 1:50 million: without this the compiler would infer a type from 750 KB of numbers. */
declare module 'world-atlas/countries-50m.json' {
  const atlas: Parameters<typeof import('topojson-client').feature>[0];
  // biome-ignore lint/style/noDefaultExport: what is imported of a JSON file
  export default atlas;
}
