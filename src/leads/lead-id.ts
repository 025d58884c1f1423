import { hash } from 'node:crypto';
import type { Subject } from '../indicators/indicator.ts';
import type { Queue } from '../indicators/queue.ts';

/** Stable id of the lead about one subject: the same in every run over any data, so that a re-run updates. */
export function leadIdOf(kind: Subject, id: string): string {
  return `L-${hash('sha256', `${kind}\0${id}`).slice(0, 16)}`;
}

/** SQL for the same id. */
export function leadIdSql(kind: string, id: string): string {
  return `'L-' || left(sha256(${kind} || chr(0) || ${id}), 16)`;
}

/** Stable id of the group of a queue around one payee, who stands in no other group of the queue: it stays while the group grows. */
export function groupIdOf(queue: Queue, payeeId: string): string {
  return `G-${hash('sha256', `group\0${queue}\0${payeeId}`).slice(0, 16)}`;
}
