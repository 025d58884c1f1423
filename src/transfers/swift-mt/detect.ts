/** Does the start of a file look like SWIFT MT: a basic header block, or a bare text block that begins with field 20? */
export function looksLikeSwiftMt(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, 1024))
    .toString('latin1')
    .replace(/^\xEF\xBB\xBF/, '');
  return /^[^{:\w]{0,64}(?:\{1:[A-Z]\d{2}[A-Z0-9]{12}|:20:[^\n]+\r?\n:\d{2}[A-Z]?:)/.test(text);
}
