import { UnusableInput } from '../reader.ts';
import { CreditTransfers } from './credit-transfers.ts';
import { Element } from './element.ts';
import type { ElementSink } from './element-sink.ts';
import type { EventLog } from './event-log.ts';
import { MAX_DEPTH, MAX_HELD, StopReading } from './limits.ts';
import type { MessageHandler } from './message-handler.ts';
import { type MessageKind, messageKind, otherKind, READ_KINDS, roleOf } from './message-kinds.ts';
import { Returns } from './returns.ts';
import { Statements } from './statements.ts';

/** Characters that an element counts for, besides its text, against MAX_HELD. */
const ELEMENT_COST = 64;

/** Other kinds that a refusal names. */
const MOST_OTHERS = 10;

interface OpenMessage {
  readonly kind: MessageKind;
  readonly handler: MessageHandler;
  readonly containers: Element[];
  /** What was held when each container opened. */
  readonly marks: number[];
}

/**
 * Finds the messages in a walked document, whatever envelope they stand in, and hands their transactions to the handler of
 * their kind one by one, so that memory holds one transaction and the facts around it, never a file.
 */
export class MessageReader implements ElementSink {
  readonly #log: EventLog;
  #depth = 0;
  /** Depth of the element whose inside is skipped, 0 when none is. */
  #skippedAt = 0;
  #envelope: string[] = [];
  #message: OpenMessage | null = null;
  #captured: Element[] = [];
  #held = 0;
  #known = 0;
  readonly #others = new Set<string>();

  constructor(log: EventLog) {
    this.#log = log;
  }

  open(name: string, currency: string | undefined): void {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH)
      throw new StopReading(`Elements are nested more than ${MAX_DEPTH} deep, which no ISO 20022 message is.`);
    if (this.#skippedAt > 0) return;
    if (!this.#message) this.#openEnvelope(name);
    else if (this.#captured.length > 0) this.#capture(name, currency);
    else this.#openInContainer(this.#message, name, currency);
  }

  close(text: string): void {
    if (this.#skippedAt > 0) {
      if (this.#skippedAt === this.#depth) this.#skippedAt = 0;
    } else if (!this.#message) this.#envelope.pop();
    else if (this.#captured.length > 0) this.#closeCaptured(this.#message, text);
    else this.#closeContainer(this.#message);
    this.#depth -= 1;
  }

  /** Forgets an unfinished document, so that another one can be walked. */
  reset(): void {
    this.#depth = 0;
    this.#skippedAt = 0;
    this.#envelope = [];
    this.#message = null;
    this.#captured = [];
    this.#held = 0;
  }

  /** @throws UnusableInput when the whole file had no message that is read */
  finish(label: string): void {
    if (this.#known > 0) return;
    throw new UnusableInput(
      label,
      this.#others.size === 0
        ? 'no ISO 20022 message was found in it: ask the sender for the whole file.'
        : `it is not a transfer message but ${[...this.#others].join(', ')}: give those that hold transfers (${READ_KINDS}).`,
    );
  }

  #openEnvelope(name: string): void {
    const kind = messageKind(name);
    const parent = this.#envelope.at(-1);
    if (kind) {
      this.#known += 1;
      const handler = handlerOf(kind, this.#log);
      this.#message = { kind, handler, containers: [new Element(name)], marks: [0] };
    } else if (parent === 'Document') {
      if (this.#others.size < MOST_OTHERS) this.#others.add(otherKind(name));
      this.#skippedAt = this.#depth;
      this.#log.warn(
        null,
        `A message is not a transfer message but ${otherKind(name)}: nothing was read from it. Those that are: ${READ_KINDS}.`,
      );
    } else this.#envelope.push(name);
  }

  #openInContainer(message: OpenMessage, name: string, currency: string | undefined): void {
    switch (roleOf(message.kind.family, name)) {
      case 'skipped':
        this.#skippedAt = this.#depth;
        return;
      case 'container':
        message.containers.push(new Element(name));
        message.marks.push(this.#held);
        return;
      case 'transaction':
      case 'fact':
        this.#capture(name, currency);
    }
  }

  #capture(name: string, currency: string | undefined): void {
    const element = new Element(name, currency);
    this.#captured.at(-1)?.add(element);
    this.#captured.push(element);
    this.#hold(ELEMENT_COST);
  }

  #closeCaptured(message: OpenMessage, text: string): void {
    const element = this.#captured.pop();
    if (!element) return;
    if (element.children.length === 0) {
      element.text = text;
      this.#hold(text.length);
    }
    if (this.#captured.length > 0) return;
    if (roleOf(message.kind.family, element.name) === 'transaction') {
      message.handler.transaction(element, message.containers);
      this.#held = message.marks.at(-1) ?? 0;
    } else message.containers.at(-1)?.add(element);
  }

  #closeContainer(message: OpenMessage): void {
    const container = message.containers.at(-1);
    if (container) message.handler.closed(container, message.containers);
    message.containers.pop();
    this.#held = message.marks.pop() ?? 0;
    if (message.containers.length === 0) this.#message = null;
  }

  #hold(characters: number): void {
    this.#held += characters;
    if (this.#held > MAX_HELD)
      throw new StopReading(
        `One transaction or header holds more than ${MAX_HELD} characters, which is not believable.`,
      );
  }
}

function handlerOf(kind: MessageKind, log: EventLog): MessageHandler {
  switch (kind.family) {
    case 'statements':
      return new Statements(kind, log);
    case 'returns':
      return new Returns(kind, log);
    case 'orders':
    case 'settlements':
      return new CreditTransfers(kind, log);
  }
}
