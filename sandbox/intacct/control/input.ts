import { z } from 'zod';

/** Reads what was sent to a control. Throws an error that says what is wrong with it, in one line. */
export function parsed<Schema extends z.ZodType>(schema: Schema, sent: unknown): z.output<Schema> {
  const result = schema.safeParse(sent);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
  throw new Error(problems.join('; '));
}

const Page = z.strictObject({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
});

/** Which part of a list is asked for. */
export function pageOf(query: URLSearchParams): { offset: number; limit: number } {
  return parsed(Page, Object.fromEntries(query));
}
