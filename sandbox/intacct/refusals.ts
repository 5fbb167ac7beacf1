/** One `<error>` of a reply. `errorno` is empty for the few errors that come without one. */
export interface ErrorEntry {
  readonly errorno: string;
  readonly description?: string;
  readonly description2: string;
  readonly correction?: string;
}

/** A function is refused: nothing of it is kept, and its result carries these errors, the specific one first. */
export class Refusal extends Error {
  constructor(readonly errors: readonly ErrorEntry[]) {
    super(errors.map(({ description2 }) => description2).join(' '));
  }
}

export function refuse(errorno: string, description2: string, correction = ''): never {
  throw new Refusal([{ errorno, description2, correction }]);
}

/** Runs `work`; a refusal gets the gateway's generic wrapper behind its own errors. */
export function withWrapper<T>(text: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal([...error.errors, { errorno: WRAPPER, description2: text }]);
  }
}

/** "Could not create …": says only that something failed. The specific error stands before it. */
export const WRAPPER = 'BL01001973';

/** Invalid or missing value. Also used for business rules whose real code no public source shows. */
export const INVALID_VALUE = 'BL03000018';

export function missingField(label: string): never {
  return refuse(INVALID_VALUE, `Missing required field ${label}.`, `Enter a value for ${label}.`);
}

export function invalidValue(label: string, value: string): never {
  return refuse(INVALID_VALUE, `Invalid value '${value}' for ${label}.`, 'Use a valid value.');
}

export function alreadyExists(label: string, value: string): never {
  return refuse(
    'BL34000061',
    `Another ${label} with the given value(s) ${value} already exists`,
    'Use a unique value instead.',
  );
}

export function unknownObject(name: string): never {
  return refuse('Query Failed', `Object definition ${name} not found`);
}

/** The gateway's data layer names no field in its generic text; ours does, behind it. */
export function unknownField(object: string, field: string): never {
  throw new Refusal([
    {
      errorno: 'DL02000001',
      description: 'Error',
      description2: `There was an error processing the request. Field ${field} was not found on object ${object}.`,
    },
  ]);
}

/** Something the real gateway can do and this sandbox cannot yet: said openly instead of answering wrongly. */
export function notSimulated(what: string): never {
  return refuse('SANDBOX-001', `${what} is not simulated by this sandbox yet.`);
}
