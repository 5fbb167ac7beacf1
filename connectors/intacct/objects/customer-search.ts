import { equal, type Filter } from '../gateway/query.js';

/** Why a customer is a candidate, the surest reason first. */
export const matches = ['id', 'email', 'name', 'name contains'] as const;

export type Match = (typeof matches)[number];

export interface Wanted {
  readonly id?: string | undefined;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
}

/** Customers that have one of these exactly. */
export function exactly({ id, email, name }: Wanted): Filter {
  const filters = [
    ...(id === undefined ? [] : [equal('CUSTOMERID', id)]),
    ...(email === undefined ? [] : [equal('DISPLAYCONTACT.EMAIL1', email)]),
    ...(name === undefined ? [] : [equal('NAME', name)]),
  ];
  return { any: filters };
}

/** Customers whose name contains this, and some more: `%` and `_` stand for other characters in the filter. */
export const nameContains = (name: string): Filter => ({ compare: 'like', field: 'NAME', value: `%${name}%` });

interface Found {
  readonly id: string;
  readonly name: string;
  readonly contact?: { readonly email?: string | null | undefined } | null | undefined;
}

/** The surest reason for which this customer is one of those wanted; undefined when there is none. */
export function matchOf(wanted: Wanted, { id, name, contact }: Found): Match | undefined {
  const same = (a: string | undefined, b: string | null | undefined) =>
    a !== undefined && a.toLowerCase() === b?.toLowerCase();
  if (same(wanted.id, id)) return 'id';
  if (same(wanted.email, contact?.email)) return 'email';
  if (same(wanted.name, name)) return 'name';
  const contains = wanted.name !== undefined && name.toLowerCase().includes(wanted.name.toLowerCase());
  return contains ? 'name contains' : undefined;
}
