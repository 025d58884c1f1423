/** Number of single-letter edits between two words (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Up to three names that someone may have meant by `written`, nearest first; names that merely contain it count as near. */
export function nearestNames(written: string, names: readonly string[]): readonly string[] {
  return names
    .map((name) => ({ name, distance: name.includes(written) && written.length > 2 ? 1 : editDistance(written, name) }))
    .filter(({ name, distance }) => distance <= Math.max(2, Math.ceil(Math.max(written.length, name.length) * 0.4)))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}
