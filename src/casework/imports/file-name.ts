const MOST_BYTES = 150;

/**
 * A name under which a file can lie on any disk and stand in any table: the last part of a path, without what is not seen, what has a
 * meaning to a file system or a shell, and what would hide it or make it an option.
 */
export function safeFileName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const seen = last
    // Lone halves of a character, control and format signs, and what file systems and patterns take for their own.
    .toWellFormed()
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}\uFFFD<>:"|?*[\]{}]/gu, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s.~-]+/, '')
    .replace(/[\s.]+$/, '');
  const name = shortened(seen);
  if (name === '') return 'file';
  // Names of devices on Windows, whatever their ending.
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name) ? `_${name}` : name;
}

/** The ending says what the file is, so the middle is left out. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= MOST_BYTES) return name;
  const ending = /(\.[A-Za-z0-9]{1,8}){1,2}$/.exec(name)?.[0] ?? '';
  let start = name.slice(0, name.length - ending.length);
  while (Buffer.byteLength(start + ending) > MOST_BYTES) start = [...start].slice(0, -1).join('');
  return start + ending;
}

/** Different names for files that stand in one folder, also where case makes no difference. */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const [, start = name, ending = ''] = /^(.*?)((?:\.[A-Za-z0-9]{1,8}){0,2})$/s.exec(name) ?? [];
    let free = name;
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${start} (${number})${ending}`;
    taken.add(free.toLowerCase());
    return free;
  });
}
