/** Parts of a file that its maker may leave out, and which say so where they would stand. Children, persons and what speaks for and against a lead are in each file. */
export const LEFT_OUT = ['evidence', 'timeline', 'requests', 'sources', 'audit'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];
