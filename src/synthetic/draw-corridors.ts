import { logNormal, shuffle } from './distributions.ts';
import type { Corridor } from './options.ts';
import type { Random } from './random.ts';

/** Countries from which people send, and to which they send. Some are in both lists, as in life. */
const SENDING = 'US GB AU CA FR DE NL IT ES SE NO CH AE SG JP BE AT IE DK PL PT NZ KR SA ZA MX RO'.split(' ');
const RECEIVING = 'PH IN NP LK ID VN KE NG GH SN MG MA RO CO MX DO BR TH BD PK PE EG UA KH GT UG PL PT ZA'.split(' ');

/** Corridors of a world of its own: `from` sending and `to` receiving countries, some large and some small, and uneven ties. */
export function drawCorridors(random: Random, from: number, to: number): Corridor[] {
  const sized = (codes: readonly string[], count: number): [string, number][] =>
    shuffle(random, [...codes])
      .slice(0, count)
      .map((code) => [code, logNormal(random, 10, 0.8)]);
  const senders = sized(SENDING, from);
  const receivers = sized(RECEIVING, to);
  return senders.flatMap(([payerCountry, sends]) =>
    receivers
      .filter(([payeeCountry]) => payeeCountry !== payerCountry)
      .map(([payeeCountry, receives]) => ({
        payerCountry,
        payeeCountry,
        weight: Math.round(sends * receives * logNormal(random, 1, 0.8) * 100) / 100,
      })),
  );
}
