/**
 * The code of an error, such as `EEXIST` or PostgreSQL's `23505`. By shape, not by class: errors that come from another
 * module system (jest has its own) are no instances of our Error.
 */
export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

/** What an error was wrapped around; the error itself when it has no cause. */
export function causeOf(error: unknown): unknown {
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
  return cause ?? error;
}
