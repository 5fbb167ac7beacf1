import { type ObjectType, objectTypeFacts, objectTypeFrom, objectTypes } from '../crm/object-types.js';
import { ApiError } from '../errors.js';

/** The scopes of which a token needs at least one. */
export type ScopeRule = (params: Record<string, string>) => string[];

const schemaScoped = ['deals', 'companies', 'contacts', 'line_items'];

export const readsObjects: ScopeRule = ({ type = '' }) => objectScopes(type, 'read');
export const writesObjects: ScopeRule = ({ type = '' }) => objectScopes(type, 'write');
export const readsAssociations: ScopeRule = ({ from = '' }) => objectScopes(from, 'read');
export const writesAssociations: ScopeRule = ({ from = '' }) => objectScopes(from, 'write');
export const readsSchemas: ScopeRule = ({ type = '' }) => [
  ...schemaScopes(type, 'read'),
  ...objectScopes(type, 'read'),
];
export const writesSchemas: ScopeRule = ({ type = '' }) => schemaScopes(type, 'write');
export const readsOwners: ScopeRule = () => ['crm.objects.owners.read'];

/** Everything the sandbox guards. */
export const allScopes: readonly string[] = [
  ...objectTypes.flatMap((type) => [...objectScopes(type, 'read'), ...objectScopes(type, 'write')]),
  ...schemaScoped.flatMap((type) => [...schemaScopes(type, 'read'), ...schemaScopes(type, 'write')]),
  'crm.objects.owners.read',
  'oauth',
];

export function requireScope(
  rule: ScopeRule | undefined,
  params: Record<string, string>,
  held: readonly string[],
): void {
  const sufficient = rule?.(params) ?? [];
  if (sufficient.length === 0 || sufficient.some((scope) => held.includes(scope))) return;
  const message =
    "This app hasn't been granted all required scopes to make this call. " +
    'Read more about required scopes here: https://developers.hubspot.com/scopes.';
  const errors = [
    { message: 'One or more of the following scopes are required.', context: { requiredGranularScopes: sufficient } },
  ];
  throw new ApiError(403, { message, category: 'MISSING_SCOPES', errors });
}

function objectScopes(typeName: string, right: 'read' | 'write'): string[] {
  const type = objectTypeFrom(typeName);
  return type === undefined ? [] : [`crm.objects.${scopeName(type)}.${right}`];
}

function schemaScopes(typeName: string, right: 'read' | 'write'): string[] {
  const type = objectTypeFrom(typeName);
  return type === undefined ? [] : [`crm.schemas.${scopeName(type)}.${right}`];
}

function scopeName(type: ObjectType): string {
  return objectTypeFacts[type].scope;
}
