import type { Group } from '../leads/group.ts';
import { html, type Markup } from './markup.ts';
import { say } from './say.ts';

export function groupAnchor(groupId: string): string {
  return `group-${groupId.replaceAll(/[^\w-]/g, '_')}`;
}

export function groupLink({ groupId, rank }: Pick<Group, 'groupId' | 'rank'>): Markup {
  return html`<a href="#${groupAnchor(groupId)}">${say('groupName', rank)}</a>`;
}
