import { describe, expect, it } from 'vitest';
import type { Block } from './file-document.ts';
import { withShortContents } from './short-contents.ts';

const heading = (level: 1 | 2, text: string): Block => ({ type: 'heading', level, text });
const items = (count: number): Block[] => Array.from({ length: count }, (_, n) => heading(2, `Item ${n + 1}`));
const contentsOf = (blocks: readonly Block[]): string[] =>
  withShortContents(blocks).flatMap((block) =>
    block.type === 'heading' && block.inContents !== false ? [block.text] : [],
  );

describe('the contents of a file', () => {
  it('name a part of many headings once, and every heading of a short one', () => {
    const children = [heading(1, 'Children'), heading(2, 'Child Swift')];
    expect(contentsOf([...children, heading(1, 'Evidence'), ...items(127), heading(1, 'Timeline')])).toEqual([
      'Children',
      'Child Swift',
      'Evidence',
      'Timeline',
    ]);
    expect(contentsOf([heading(1, 'Evidence'), ...items(3)])).toEqual(['Evidence', 'Item 1', 'Item 2', 'Item 3']);
  });

  it('take nothing from the file itself', () => {
    const blocks = [heading(1, 'Evidence'), ...items(40)];
    expect(withShortContents(blocks).map((block) => (block.type === 'heading' ? block.text : ''))).toEqual(
      blocks.map((block) => (block.type === 'heading' ? block.text : '')),
    );
  });
});
