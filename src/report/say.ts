import type { Formats } from './formats.ts';
import { formats } from './formats.ts';
import { type Bilingual, both, bothInSvg, inBoth } from './language.ts';
import type { Markup } from './markup.ts';
import { messages } from './messages.ts';

type Catalogue = typeof messages;
export type MessageKey = keyof Catalogue;
type Arguments<K extends MessageKey> = Catalogue[K]['en'] extends (format: Formats, ...values: infer Values) => string
  ? Values
  : [];
/** What `satisfies` in messages.ts guarantees of every entry, seen from here. */
type Written = string | ((format: Formats, ...values: readonly unknown[]) => string);

/** A sentence of the catalogue, in both languages. */
export function message<K extends MessageKey>(key: K, ...values: Arguments<K>): Bilingual {
  const write = (written: Written, format: Formats): string =>
    typeof written === 'string' ? written : written(format, ...values);
  const entry = messages[key] as { readonly en: Written; readonly fr: Written };
  return { en: write(entry.en, formats.en), fr: write(entry.fr, formats.fr) };
}

export function say<K extends MessageKey>(key: K, ...values: Arguments<K>): Markup {
  return both(message(key, ...values));
}

export function sayInSvg<K extends MessageKey>(key: K, ...values: Arguments<K>): Markup {
  return bothInSvg(message(key, ...values));
}

/** A value, written by each language's formats. */
export function show(write: (format: Formats) => string): Markup {
  return both(inBoth(write));
}
