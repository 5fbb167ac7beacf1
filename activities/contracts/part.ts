import { z } from 'zod';

type Shaped = z.ZodObject<z.core.$ZodLooseShape>;

/**
 * An action's input without the fields that the workflow fills in itself, held to all rules of the action: `filled` stands
 * for those fields while it is checked.
 */
export function partOf<In extends Shaped, const Filled extends Partial<z.input<In>>>(schema: In, filled: Filled) {
  const given = Object.entries(schema.shape).filter(([name]) => !(name in filled));
  return z.strictObject(Object.fromEntries(given)).superRefine((value, context) => {
    const { error } = schema.safeParse({ ...value, ...filled });
    for (const issue of error?.issues ?? []) context.addIssue({ ...issue } as never);
  }) as unknown as z.ZodType<Omit<z.output<In>, keyof Filled>, Omit<z.input<In>, keyof Filled>>;
}
