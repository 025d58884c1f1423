/** Languages of two letters (ISO 639-1) that the language of the page has a name for, each name once. */
export function languagesIn(own: string): readonly { readonly value: string; readonly label: string }[] {
  const names = new Intl.DisplayNames(own, { type: 'language', fallback: 'none' });
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(97 + index));
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  const named = new Map<string, string>();
  // Some codes were given up for others, and Twi is one of the Akan languages: the page calls them the same. The one in use comes first.
  for (const code of [...codes.filter(isInUse), ...codes]) {
    const name = names.of(code);
    if (name !== undefined && !named.has(name)) named.set(name, code);
  }
  return [...named].map(([label, value]) => ({ value, label })).toSorted((a, b) => a.label.localeCompare(b.label, own));
}

function isInUse(code: string): boolean {
  return Intl.getCanonicalLocales(code)[0] === code;
}
