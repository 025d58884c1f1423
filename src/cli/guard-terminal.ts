import { inspect } from 'node:util';
import { spelledOut } from '../engine/spelled-out.ts';

/** What is printed may hold names of files and people: from here on nothing of it can steer the terminal. */
export function guardTerminal(): void {
  for (const name of ['log', 'error'] as const) {
    const print = console[name].bind(console);
    console[name] = (...parts: unknown[]) => {
      const text = parts.map((part) => (typeof part === 'string' ? part : inspect(part))).join(' ');
      print(text.split('\n').map(spelledOut).join('\n'));
    };
  }
}
