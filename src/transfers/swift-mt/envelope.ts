import type { FinMessage } from './blocks.ts';
import { bracedValue, fieldOf, finFields } from './fields.ts';
import { bicOfTerminal } from './mt-party.ts';

/** What the blocks around a message's text say. */
export interface Envelope {
  /** "103", "101", …; guessed from the fields when the message has no envelope. */
  readonly type: string;
  /** Unique end-to-end transaction reference (block 3, field 121). */
  readonly uetr: string | undefined;
  /** Names this very message among all messages of its sender; undefined when there is no envelope. */
  readonly messageReference: string | undefined;
  /** BIC of the sender. */
  readonly sender: string | undefined;
}

/**
 * Block 2 of a received message (`O`): type, time, then the message input reference (date, terminal, session, sequence), which is
 * the sender's. Of a message to be sent (`I`) the sender's terminal, session and sequence stand in block 1.
 */
export function envelopeOf(message: FinMessage): Envelope {
  const [basic = '', application = ''] = [message.blocks.get('1'), message.blocks.get('2')];
  const received = application.startsWith('O');
  const reference = received ? application.slice(8, 36) : basic.slice(3);
  const terminal = received ? application.slice(14, 26) : basic.slice(3, 15);
  return {
    type: /^[IO](\d{3})/.exec(application)?.[1] ?? guessedType(message.blocks.get('4') ?? ''),
    uetr: bracedValue(message.blocks.get('3'), '121'),
    messageReference: reference || undefined,
    sender: bicOfTerminal(terminal),
  };
}

/** A service message: the acknowledgement (ACK or NAK) that stands before the copy of what was sent. */
export function isAcknowledgement(message: FinMessage): boolean {
  return /^[FAL]21/.test(message.blocks.get('1') ?? '');
}

/** Was what follows refused by the network (NAK, `{451:1}`)? */
export function isRefusal(message: FinMessage): boolean {
  return bracedValue(message.blocks.get('4'), '451') === '1';
}

function guessedType(text: string): string {
  const fields = finFields(text);
  if (fieldOf(fields, '28', 'D')) return '101';
  if (fieldOf(fields, '32', 'A') && fieldOf(fields, '32', 'B') && fieldOf(fields, '59')) return '102';
  if (fieldOf(fields, '58')) return '202';
  return fieldOf(fields, '32', 'A') && fieldOf(fields, '59') ? '103' : '';
}
