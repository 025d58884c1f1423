import type { Block } from './file-document.ts';

/** So many headings within a part stand in the contents; where there are more, the part stands there alone. */
const MOST_OF_A_PART = 12;

/** The same blocks, with contents of few lines: a reader comes to the children before any list of a hundred items. */
export function withShortContents(blocks: readonly Block[]): readonly Block[] {
  let part = 0;
  const parts = blocks.map((block) => (block.type === 'heading' && block.level === 1 ? ++part : part));
  const within = new Map<number, number>();
  for (const [index, block] of blocks.entries())
    if (block.type === 'heading' && block.level === 2) {
      const of = parts[index] ?? 0;
      within.set(of, (within.get(of) ?? 0) + 1);
    }
  return blocks.map((block, index) =>
    block.type === 'heading' && block.level > 1 && (within.get(parts[index] ?? 0) ?? 0) > MOST_OF_A_PART
      ? { ...block, inContents: false }
      : block,
  );
}
