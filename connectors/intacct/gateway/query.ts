import type { GatewayFunction, XmlElement } from './envelope.js';

/** Comparisons of the gateway's `query` function with one value. */
export type Comparison =
  | 'equalto'
  | 'notequalto'
  | 'lessthan'
  | 'lessthanorequalto'
  | 'greaterthan'
  | 'greaterthanorequalto'
  | 'like'
  | 'notlike';

/**
 * A filter in the gateway's own terms: wire field names, display values for enums, dates `mm/dd/yyyy`. A field without a
 * value meets `empty` alone, none of the others, `noneOf` and `notequalto` included. Lists may be of any length.
 */
export type Filter =
  | { readonly compare: Comparison; readonly field: string; readonly value: string }
  | { readonly oneOf: readonly string[]; readonly field: string }
  | { readonly noneOf: readonly string[]; readonly field: string }
  /** Both ends belong to it. */
  | { readonly between: readonly [low: string, high: string]; readonly field: string }
  | { readonly empty: boolean; readonly field: string }
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] };

export interface Query {
  readonly object: string;
  readonly fields: readonly string[];
  /** Fields to add up over the records that have equal `fields`. Such a query needs an order by one of `fields`. */
  readonly sums?: readonly string[];
  readonly filter?: Filter;
  readonly orderBy?: readonly { readonly field: string; readonly descending?: boolean }[];
  /** 1 to 2000. */
  readonly pageSize: number;
  readonly offset?: number;
  /** See records of private entities from the top level. */
  readonly showPrivate?: boolean;
  /** Compare text without regard to upper and lower case. */
  readonly ignoreCase?: boolean;
}

/** The most values that one `in` takes (facts/intacct-xml.md §4.3). */
const mostValues = 1000;

/** Shorthand for the most frequent filter. */
export const equal = (field: string, value: string): Filter => ({ compare: 'equalto', field, value });

/** All of the given filters, leaving out those that are not wanted. Undefined when none is. */
export function allOf(...filters: readonly (Filter | undefined)[]): Filter | undefined {
  const wanted = filters.filter((filter) => filter !== undefined);
  return wanted.length === 0 ? undefined : { all: wanted };
}

/** The `query` function. Pages without an order of their own are ordered by RECORDNO: there is no default order. */
export function queryFunction(query: Query): GatewayFunction {
  const order = query.orderBy?.length ? query.orderBy : [{ field: 'RECORDNO' }];
  return {
    name: 'query',
    body: {
      object: query.object,
      select: { field: query.fields, sum: query.sums },
      filter: query.filter && filterElement(query.filter),
      orderby: {
        order: order.map(({ field, descending }) => ({ field, [descending ? 'descending' : 'ascending']: '' })),
      },
      options: optionsElement(query),
      pagesize: String(query.pageSize),
      offset: String(query.offset ?? 0),
    },
  };
}

function optionsElement({ ignoreCase, showPrivate }: Query): XmlElement | undefined {
  if (!ignoreCase && !showPrivate) return undefined;
  return { caseinsensitive: ignoreCase ? 'true' : undefined, showprivate: showPrivate ? 'true' : undefined };
}

function filterElement(filter: Filter): XmlElement {
  if ('compare' in filter) return { [filter.compare]: { field: filter.field, value: filter.value } };
  if ('oneOf' in filter) return list('in', 'or', filter.field, filter.oneOf);
  if ('noneOf' in filter) return list('notin', 'and', filter.field, filter.noneOf);
  if ('between' in filter) return { between: { field: filter.field, value: filter.between } };
  if ('empty' in filter) return { [filter.empty ? 'isnull' : 'isnotnull']: { field: filter.field } };
  return 'all' in filter ? group('and', filter.all) : group('or', filter.any);
}

function list(operator: 'in' | 'notin', joined: 'and' | 'or', field: string, values: readonly string[]): XmlElement {
  if (values.length <= mostValues) return { [operator]: { field, value: values } };
  const parts = Array.from({ length: Math.ceil(values.length / mostValues) }, (_, part) => ({
    field,
    value: values.slice(part * mostValues, (part + 1) * mostValues),
  }));
  return { [joined]: { [operator]: parts } };
}

/** `and` and `or` want at least two children, so a group of one stands for its only member. */
function group(operator: 'and' | 'or', members: readonly Filter[]): XmlElement {
  const [first, ...others] = members;
  if (first && others.length === 0) return filterElement(first);
  return { [operator]: merge(members.map(filterElement)) };
}

/** Children of one name become a list, as the same operator may occur more than once. */
function merge(elements: readonly XmlElement[]): XmlElement {
  const byName = new Map<string, XmlElement[]>();
  for (const element of elements) {
    for (const [name, child] of Object.entries(element)) {
      byName.set(name, [...(byName.get(name) ?? []), child as XmlElement]);
    }
  }
  return Object.fromEntries(byName);
}
