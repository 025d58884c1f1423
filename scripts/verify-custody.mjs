#!/usr/bin/env node
// Checks an exported chain of custody, by itself: node verify-custody.mjs FILE [--key KEY]. Needs Node 20 or later, and nothing else:
// no package, no network, no Vigie. KEY is the line that "vigie audit key" prints; without it the file is checked with the key in it.
// Vérifie une chaîne de garde exportée, sans rien d'autre que Node 20 ou plus récent.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const FORMAT = 'vigie.custody/export/1';
const ED25519 = 1;

/**
 * What is wrong with an export: nothing when the list is empty. The file is lines of JSON (the first tells of the items, each other one
 * is an entry of custody), an empty line, and a note (C2SP signed-note, Ed25519) over the SHA-256 of all lines.
 *
 * @param {Buffer} file
 * @param {string | null} key as "vigie audit key" prints it; null: the one in the file, which then vouches for itself alone
 */
export function verifyCustody(file, key) {
  const findings = [];
  const result = { findings, items: 0, entries: 0, stamped: 0, key: null };
  const find = (what, where = {}) => void findings.push({ what, ...where });
  const mark = file.lastIndexOf(`\n\n${FORMAT}\n`);
  if (mark < 0) {
    find('note_missing');
    return result;
  }
  const body = file.subarray(0, mark + 1);
  const lines = linesOf(body);
  const header = parse(lines[0] ?? '');
  if (header?.format !== FORMAT || !Array.isArray(header.items)) find('header_unreadable');
  const verifier = readVerifier(key ?? header?.key);
  result.key = verifier === null ? null : verifier.text;
  const note = noteOf(file.subarray(mark + 2));
  if (verifier === null || note === null || !isSigned(note, verifier)) find('not_signed');
  if (note !== null && (note.sha256 !== sha256(body).toString('base64') || note.lines !== lines.length))
    find('changed');
  checkChains(lines.slice(1), header?.items ?? [], find, result);
  return result;
}

function checkChains(lines, items, find, result) {
  const expected = new Map(items.map((item) => [item?.id, item]));
  if (expected.size !== items.length) find('item_twice');
  const ends = new Map();
  for (const line of lines) {
    result.entries++;
    const entry = parse(line);
    const item = typeof entry?.item === 'string' ? entry.item : null;
    if (item === null || typeof entry.content !== 'string') {
      find('entry_unreadable', { line: result.entries + 1 });
      continue;
    }
    const { seq, content, hash, timestamp } = entry;
    const where = { item, seq };
    if (!expected.has(item)) find('item_unknown', where);
    const before = ends.get(item) ?? { seq: 0, hash: sha256(Buffer.from(`vigie custody 1 ${item}`)).toString('hex') };
    if (!ends.has(item)) result.items++;
    const actual = sha256(Buffer.from(content)).toString('hex');
    const said = parse(content);
    if (actual !== hash || said?.item !== item || said?.seq !== seq) find('edited', where);
    if (seq <= before.seq) find('out_of_order', where);
    else if (seq > before.seq + 1) find('removed', { ...where, after: before.seq });
    else if (said?.previous !== before.hash) find('not_following', where);
    if (timestamp !== null && !isStampOf(timestamp, actual)) find('stamp_of_another', where);
    if (timestamp !== null) result.stamped++;
    ends.set(item, { seq: Math.max(seq, before.seq), hash: actual });
  }
  for (const [id, item] of expected) {
    const end = ends.get(id);
    if (end?.seq !== item?.entries || end?.hash !== item?.head)
      find('cut_off', { item: id, seq: end?.seq ?? 0, expected: item?.entries });
  }
}

/** A time-stamp holds the SHA-256 of what it stamps, here of the hash of an entry. Its signature is for `openssl ts -verify`. */
function isStampOf(timestamp, hash) {
  const imprint = Buffer.concat([Buffer.of(0x04, 0x20), sha256(Buffer.from(hash, 'hex'))]);
  return typeof timestamp === 'string' && Buffer.from(timestamp, 'base64').includes(imprint);
}

function noteOf(bytes) {
  const text = bytes.toString('utf8');
  const match = /^(\S+)\n(\d{1,9})\n([A-Za-z0-9+/]{43}=)\n\n— (\S+) ([A-Za-z0-9+/]+=*)\n$/.exec(text);
  // Two ways to write the same bytes are one too many.
  if (!match || !Buffer.from(text).equals(bytes) || match[1] !== FORMAT || !isPlain(match[5])) return null;
  return {
    text: text.slice(0, text.lastIndexOf('\n\n') + 1),
    lines: Number(match[2]),
    sha256: match[3],
    name: match[4],
    signature: Buffer.from(match[5], 'base64'),
  };
}

function isPlain(base64) {
  return Buffer.from(base64, 'base64').toString('base64') === base64;
}

function isSigned(note, { name, id, publicKey }) {
  return (
    note.name === name &&
    note.signature.subarray(0, 4).equals(id) &&
    verify(null, Buffer.from(note.text), publicKey, note.signature.subarray(4))
  );
}

function readVerifier(text) {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(typeof text === 'string' ? text.trim() : '');
  if (!match) return null;
  const [, name, id, encoded] = match;
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== 33 || bytes[0] !== ED25519) return null;
  const keyId = sha256(Buffer.concat([Buffer.from(`${name}\n`), bytes])).subarray(0, 4);
  if (keyId.toString('hex') !== id) return null;
  const x = bytes.subarray(1).toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return { text: match[0], name, id: keyId, publicKey };
}

function linesOf(body) {
  return body.toString('utf8').replace(/\n$/, '').split('\n');
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest();
}

const SENTENCES = {
  note_missing: ['The file has no signed end: it was cut off.', 'Le fichier n’a pas de fin signée : il a été coupé.'],
  header_unreadable: ['The first line cannot be read.', 'La première ligne est illisible.'],
  not_signed: [
    'The end of the file is not signed with this key.',
    'La fin du fichier n’est pas signée avec cette clé.',
  ],
  changed: ['The file was changed since it was signed.', 'Le fichier a été modifié depuis sa signature.'],
  entry_unreadable: ['An entry cannot be read.', 'Une entrée est illisible.'],
  item_unknown: [
    'An entry is of an item that the file does not name.',
    'Une entrée porte sur une pièce que le fichier ne nomme pas.',
  ],
  item_twice: ['An item is named twice.', 'Une pièce est nommée deux fois.'],
  edited: ['An entry was edited.', 'Une entrée a été modifiée.'],
  out_of_order: [
    'An entry stands in the wrong place, or twice.',
    'Une entrée n’est pas à sa place, ou y est deux fois.',
  ],
  removed: ['Entries are missing before this one.', 'Il manque des entrées avant celle-ci.'],
  not_following: ['An entry does not follow the one before it.', 'Une entrée ne suit pas celle qui la précède.'],
  cut_off: ['The custody of an item ends too early.', 'La chaîne d’une pièce s’arrête trop tôt.'],
  stamp_of_another: ['A time-stamp is not of its entry.', 'Un horodatage n’est pas celui de son entrée.'],
};

const HELP = [
  `Usage: node verify-custody.mjs FILE [--key KEY]

Checks an exported chain of custody: that nothing in it was edited, removed, moved or added since it was signed.
  FILE       the export, as it was received
  --key KEY  the line that "vigie audit key" prints, as the unit has given it to you; without it the file is
             checked with the key in it, which vouches for itself alone
  --help     this text
Exit code: 0 nothing found, 1 not called as it should be, 2 something found. Nothing is written or sent.`,
  `Usage : node verify-custody.mjs FICHIER [--key CLÉ]

Vérifie une chaîne de garde exportée : que rien n’y a été modifié, retiré, déplacé ni ajouté depuis la signature.
  FICHIER    l’export, tel qu’il a été reçu
  --key CLÉ  la ligne qu’affiche « vigie audit key », telle que l’unité vous l’a remise ; sans elle, le fichier est
             vérifié avec la clé qu’il contient, qui ne répond que d’elle-même
  --help     ce texte
Code de sortie : 0 rien à signaler, 1 mal appelé, 2 quelque chose a été trouvé. Rien n’est écrit ni envoyé.`,
];

/** As a command. Gives the exit code: 0 nothing found, 1 not called as it should be, 2 something found. */
export function run(args, language, write) {
  const say = (en, fr) => write(language === 'fr' ? fr : en);
  if (args.includes('--help') || args.includes('-h')) {
    say(HELP[0], HELP[1]);
    return 0;
  }
  const [file, option, key, ...others] = args;
  if (!file || others.length > 0 || (option !== undefined && (option !== '--key' || !key))) {
    say('Usage: node verify-custody.mjs FILE [--key KEY]', 'Usage : node verify-custody.mjs FICHIER [--key CLÉ]');
    return 1;
  }
  let bytes;
  try {
    bytes = readFileSync(file);
  } catch {
    say(`${file} cannot be read.`, `${file} est illisible.`);
    return 1;
  }
  const { findings, items, entries, stamped, key: used } = verifyCustody(bytes, key ?? null);
  for (const { what, ...where } of findings) {
    const place = Object.entries(where)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ');
    write(`${SENTENCES[what][language === 'fr' ? 1 : 0]}${place === '' ? '' : ` (${place})`}`);
  }
  if (findings.length > 0) {
    say(
      `${findings.length === 1 ? '1 finding' : `${findings.length} findings`}. Keep the file as it is, and ask for a new export.`,
      `${findings.length} ${findings.length > 1 ? 'constats' : 'constat'}. Garder le fichier en l’état, et demander un nouvel export.`,
    );
    return 2;
  }
  say(
    `${entries === 1 ? '1 entry' : `${entries} entries`} of ${items === 1 ? '1 item' : `${items} items`}: none edited, removed, moved or added since the export was signed. ${stamped === 0 ? 'None bears' : stamped === 1 ? '1 bears' : `${stamped} bear`} a time-stamp.`,
    `${entries} ${entries > 1 ? 'entrées' : 'entrée'}, ${items} ${items > 1 ? 'pièces' : 'pièce'} : aucune modifiée, retirée, déplacée ou ajoutée depuis la signature de l’export. ${stamped === 0 ? 'Aucune n’est horodatée' : stamped === 1 ? '1 est horodatée' : `${stamped} sont horodatées`}.`,
  );
  if (key === undefined)
    say(
      `Checked with the key in the file itself: compare it with the one that the unit has given you. ${used}`,
      `Vérifié avec la clé contenue dans le fichier : la comparer à celle que l’unité vous a remise. ${used}`,
    );
  return 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const language = /^fr/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'fr' : 'en';
  process.exitCode = run(process.argv.slice(2), language, console.log);
}
