import { type Formats, formats } from '../../../src/report/formats.ts';
import { useLanguage } from './say.ts';

export type { Formats };

/** How numbers, money and instants are written: as in the report of a scan. */
export function useFormats(): Formats {
  const { language } = useLanguage();
  return formats[language];
}
