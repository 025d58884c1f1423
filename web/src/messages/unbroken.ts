/** French sets a space before these signs, which must not begin a line. */
export function unbroken(french: string): string {
  return french.replace(/ (?=[;:!?%»€])/g, '\u00a0').replace(/« /g, '«\u00a0');
}
