/** The query of an address as flat words, so that a link can be read and written by hand: `?tier=first,second&holder=mine`. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: object): string {
  const words = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') words.set(key, value);
    else if (typeof value === 'number') words.set(key, String(value));
  }
  const text = words.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text === '' ? '' : `?${text}`;
}
