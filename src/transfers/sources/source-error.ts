/** An input that gives nothing to read: reported, while the others are read. */
export interface UnreadableSource {
  /** What the user calls it, as in `SourceFile.label`. */
  readonly label: string;
  /** What happened and what to do next, without the label. */
  readonly reason: string;
}

/** Trouble with one input, on its way to becoming an `UnreadableSource`. */
export class SourceTrouble extends Error {
  override readonly name = 'SourceTrouble';
}

/** No fault of the input: to go on without it would give results that silently lack a file. */
const NO_ROOM: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/**
 * The reason for a person, from whatever a file system or an unpacker threw.
 * @throws the error itself when there is no room to unpack into: then the run must end
 */
export function reasonOf(error: unknown): string {
  if (error instanceof SourceTrouble) return error.message;
  if (error instanceof Error && NO_ROOM.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  const { code, message } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : { code: undefined, message: String(error) };
  switch (code) {
    case 'ENOENT':
      return 'there is no such file: check the path';
    case 'ENOTDIR':
      return 'part of the path is a file, not a folder: check the path';
    case 'EISDIR':
      return 'it is a folder: name the file itself';
    case 'EACCES':
    case 'EPERM':
      return 'no permission to read it: ask for read access, or copy it to a place of your own';
    case 'ELOOP':
      return 'symbolic links lead in a circle: give the real path';
    case 'EMFILE':
    case 'ENFILE':
      return 'too many files are open: close other programs or raise the limit (ulimit -n)';
    case 'ENAMETOOLONG':
      return 'the path is too long for this system';
    case 'EIO':
      return 'the disk or network drive failed while reading: copy the file to a local disk';
    case 'Z_BUF_ERROR':
      return 'the gzip file ends too early, so it was cut off: copy or download it again';
    case 'Z_DATA_ERROR':
      return 'the compressed data is damaged: copy or download the file again';
    default:
      return message;
  }
}
