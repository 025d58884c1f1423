/** Characters that one message may have. The standard allows 10,000 in its text block. */
export const MAX_MESSAGE = 1024 * 1024;

/** One FIN message: its blocks by number, without their braces. Block 4 keeps its lines. */
export interface FinMessage {
  readonly blocks: ReadonlyMap<string, string>;
  /** `cut off`: a block was never closed. `too long`: over MAX_MESSAGE; of such a message nothing is kept. */
  readonly fault: 'cut off' | 'too long' | null;
}

const TOO_LONG: FinMessage = { blocks: new Map(), fault: 'too long' };

/**
 * Cuts a text into FIN messages as it arrives. Braces are not in the SWIFT character set, so `{1:` cannot stand in a free text:
 * it begins a message, and whatever stands between messages (RJE `$`, padding, blank lines) is skipped. A file of messages
 * without envelope, as some systems export them, begins with `:20:`, and every `:20:` begins one.
 */
export class MessageCutter {
  #start: RegExp | null = null;
  #rest = '';

  /** The messages that are complete with this piece. One that is longer than MAX_MESSAGE costs itself only: the next begins at its `{1:`. */
  write(text: string): FinMessage[] {
    this.#rest += text;
    if (!this.#start) this.#rest = this.#rest.replace(/^[^{:]+/, '');
    this.#start ??= startPattern(this.#rest);
    if (!this.#start) return [];
    const messages = this.#cut(this.#start, false);
    if (this.#rest.length > MAX_MESSAGE) {
      messages.push(TOO_LONG);
      // What begins the next message may be cut in two here.
      this.#rest = this.#rest.slice(-START_LENGTH + 1);
    }
    return messages;
  }

  /** What was left when the text ended. */
  end(): FinMessage[] {
    return this.#start ? this.#cut(this.#start, true) : [];
  }

  #cut(start: RegExp, last: boolean): FinMessage[] {
    const starts = [...this.#rest.matchAll(start)].map((match) => match.index);
    const boundaries = last ? [...starts, this.#rest.length] : starts;
    const messages = boundaries.slice(1).map((end, index) => parsedMessage(this.#rest.slice(boundaries[index], end)));
    this.#rest = this.#rest.slice(boundaries.at(-1) ?? Math.max(0, this.#rest.length - START_LENGTH + 1));
    return messages;
  }
}

/** Of the longer of both patterns. */
const START_LENGTH = ':20:'.length;

/** What begins a message, judged from the first text that could be one; null while there is none. */
function startPattern(text: string): RegExp | null {
  if (text.length < 4) return null;
  return text.startsWith(':20:') ? /^:20:/gm : /\{1:/g;
}

function parsedMessage(text: string): FinMessage {
  const lines = text.replace(/\r\n?/g, '\n');
  return lines.startsWith('{') ? enveloped(lines) : bare(lines);
}

function bare(text: string): FinMessage {
  const end = /\n-(?:\}|\n|$)/.exec(text);
  return { blocks: new Map([['4', text.slice(0, end?.index)]]), fault: null };
}

function enveloped(text: string): FinMessage {
  const blocks = new Map<string, string>();
  const opening = /\{([1-5S]):/y;
  for (let at = 0; ; ) {
    opening.lastIndex = at;
    const name = opening.exec(text)?.[1];
    if (name === undefined) break;
    const from = opening.lastIndex;
    const to = name === '4' && text[from] !== '{' ? textEnd(text, from) : bracesEnd(text, from);
    if (to < 0) return { blocks: blocks.set(name, text.slice(from)), fault: 'cut off' };
    blocks.set(name, text.slice(from, to));
    at = text.indexOf('}', to) + 1;
  }
  return { blocks, fault: blocks.has('4') ? null : 'cut off' };
}

/** Where the text block ends: at `-}` on a line of its own. Negative when it does not. */
function textEnd(text: string, from: number): number {
  return text.indexOf('\n-}', from);
}

/** Where a block of nested braces ends. Negative when it does not. */
function bracesEnd(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}
