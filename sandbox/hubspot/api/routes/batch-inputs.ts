import { z } from 'zod';

const mostInputs = 100;

export const Id = z.union([z.string(), z.number()]).transform(String);

export function inputsOf<Input extends z.ZodType>(input: Input) {
  const message = `The maximum number of inputs supported in a batch request is ${mostInputs}`;
  return z.array(input).max(mostInputs, message);
}
