const advice =
  'Put the key it was encrypted with into PAYLOAD_KEYS, anywhere but first, and restart. ' +
  'Nothing is lost: Temporal repeats the task until a worker has the key.';

/** A payload cannot be decrypted here. Says by which key it could be, and nothing of what it holds. */
export class PayloadKeyError extends Error {
  override readonly name = 'PayloadKeyError';

  static missing(id: string, known: readonly string[]): PayloadKeyError {
    const have = known.length > 0 ? `PAYLOAD_KEYS has ${known.join(', ')} only` : 'PAYLOAD_KEYS is not set';
    return new PayloadKeyError(`A payload is encrypted with the key "${id}", and ${have}. ${advice}`);
  }

  static wrong(id: string, cause: unknown): PayloadKeyError {
    const problem = `The key "${id}" of PAYLOAD_KEYS does not open a payload of that name: it is another key, or the payload was altered.`;
    return new PayloadKeyError(`${problem} ${advice}`, { cause });
  }
}
