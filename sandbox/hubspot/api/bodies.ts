import { z } from 'zod';
import { invalid } from '../errors.js';

/** Parses a request body; the first complaint becomes HubSpot's 400. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(`Invalid input: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
}

/** Property values arrive as strings, and HubSpot takes JSON numbers and booleans too. */
export const PropertyValues = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean()]).transform(String).nullable(),
);

export const AssociationSpec = z.looseObject({
  associationCategory: z.string().default('HUBSPOT_DEFINED'),
  associationTypeId: z.number(),
});

export const NewAssociation = z.looseObject({
  to: z.looseObject({ id: z.union([z.string(), z.number()]).transform(String) }),
  types: z.array(AssociationSpec).min(1),
});

export const CreateBody = z.looseObject({
  properties: PropertyValues.default({}),
  associations: z.array(NewAssociation).default([]),
});

export const UpdateBody = z.looseObject({ properties: PropertyValues });
