let opened: string | null = null;

/** The lead that was opened last from a list, so that the reader comes back to it. */
export function lastOpened(): string | null {
  return opened;
}

export function rememberOpened(id: string | null): void {
  opened = id;
}
