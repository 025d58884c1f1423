import { escapeHtml } from './visible-text.ts';

/** HTML that was built by `html`, and therefore safe to put into a page as it is. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Markup | string | number | readonly Markup[];

export const nothing = new Markup('');

/** The only way from text to HTML: whatever is not Markup is escaped, so that forgetting is impossible. */
export function html(fixed: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  let text = fixed[0] ?? '';
  for (const [index, piece] of pieces.entries()) text += written(piece) + (fixed[index + 1] ?? '');
  return new Markup(text);
}

export function join(parts: Iterable<Markup>, between = ''): Markup {
  return new Markup(Array.from(parts, (part) => part.text).join(between));
}

function written(piece: Piece): string {
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'string') return escapeHtml(piece);
  if (typeof piece === 'number') return String(piece);
  return piece.map((part) => part.text).join('');
}
