import type { Element } from './element.ts';

/** Turns the transactions of one kind of message into records. `containers` go from the message's body inwards. */
export interface MessageHandler {
  transaction(transaction: Element, containers: readonly Element[]): void;
  /** A container is complete; its facts are its children. Called innermost first, the body last. */
  closed(container: Element, containers: readonly Element[]): void;
}
