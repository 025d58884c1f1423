let given: string | null = null;

/** The password that was given just now, so that setting up a second factor does not ask for it again. In memory alone, and not for long. */
export function givenPassword(): string | null {
  return given;
}

export function rememberPassword(password: string | null): void {
  given = password;
}
