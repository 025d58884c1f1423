import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

const MEGABYTE = 1e6;

/** As a file manager says it. */
export function useSize(): (bytes: number) => string {
  const say = useSay();
  const formats = useFormats();
  return (bytes) =>
    bytes < MEGABYTE
      ? say('size.kilo', { number: formats.whole(Math.ceil(bytes / 1000)) })
      : say('size.mega', { number: formats.decimal(bytes / MEGABYTE, 1, 1) });
}
