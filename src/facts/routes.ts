import type { Fact } from './catalogue.ts';
import { distinctKnown } from './columns.ts';
import { Distinct } from './distinct.ts';
import { CHANNEL_KINDS } from './ledger.ts';
import { positions } from './positions.ts';
import { IntScratch } from './scratch.ts';
import type { Subject, Theme } from './subject.ts';

const UNKNOWN_CHANNEL = CHANNEL_KINDS.indexOf('unknown');
const UNKNOWN_PROVIDER = -1;
const seen = new Distinct();
const routesOf = new IntScratch();

/** Distinct providers, of the known. */
export function providers(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['providers']);
  return (subject, out) => {
    out[to.providers] = distinctKnown(subject.ledger.provider, UNKNOWN_PROVIDER, subject, seen);
  };
}

/**
 * The ways by which a payer sends: distinct providers, distinct channels, and the most distinct routes to one payee. A route
 * is a provider with a channel, both known; where one of the two is never known for this payer, the other alone.
 */
export function routes(catalogue: readonly Fact[]): Theme {
  const to = positions(catalogue, ['providers', 'channels', 'max_routes_one_payee']);
  return (subject, out) => {
    const used = distinctKnown(subject.ledger.provider, UNKNOWN_PROVIDER, subject, seen);
    const channels = distinctChannels(subject);
    out[to.providers] = used;
    if (channels > 0) out[to.channels] = channels;
    const most = mostRoutesToOnePayee(subject, used > 0, channels > 0);
    if (most > 0) out[to.max_routes_one_payee] = most;
  };
}

function distinctChannels({ ledger, row, size }: Subject): number {
  let used = 0;
  for (let index = 0; index < size; index++) used |= 1 << (ledger.channel[row[index] as number] as number);
  let channels = 0;
  for (let channel = 0; channel < CHANNEL_KINDS.length; channel++) {
    if (channel !== UNKNOWN_CHANNEL && (used >> channel) & 1) channels++;
  }
  return channels;
}

function mostRoutesToOnePayee(subject: Subject, providersKnown: boolean, channelsKnown: boolean): number {
  const { ledger, row, size, partners } = subject;
  if (!channelsKnown && !providersKnown) return 0;
  const routes = routesOf.zeroed(partners.size);
  let most = 0;
  seen.clear();
  for (let index = 0; index < size; index++) {
    const provider = ledger.provider[row[index] as number] as number;
    const channel = ledger.channel[row[index] as number] as number;
    if (providersKnown && provider === UNKNOWN_PROVIDER) continue;
    if (channelsKnown && channel === UNKNOWN_CHANNEL) continue;
    const payee = partners.slot[index] as number;
    const known = seen.size;
    if (seen.add(payee, provider * CHANNEL_KINDS.length + channel) < known) continue;
    routes[payee] = (routes[payee] as number) + 1;
    if ((routes[payee] as number) > most) most = routes[payee] as number;
  }
  return most;
}
