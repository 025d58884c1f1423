/** How many leads the list had when it was read. Once all of it is there, they are counted. */
export function totalRead(
  pages: readonly { readonly items: readonly unknown[]; readonly total: number | null }[],
  isMore: boolean,
): number {
  const shown = pages.reduce((sum, { items }) => sum + items.length, 0);
  return isMore ? Math.max(pages[0]?.total ?? 0, shown + 1) : shown;
}
