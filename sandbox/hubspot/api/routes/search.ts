import { z } from 'zod';
import { type Filter, type SearchQuery, search } from '../../crm/search.js';
import { invalid } from '../../errors.js';
import { parseBody } from '../bodies.js';
import { type ApiRequest, ok, type Reply } from '../http.js';
import { recordView } from '../record-view.js';
import type { Route } from '../router.js';
import { readsObjects } from '../scopes.js';
import { typeParameter } from './parameters.js';

export const searchRoutes: readonly Route[] = [
  { method: 'POST', template: 'objects/:type/search', scopes: readsObjects, search: true, handle: searchRecords },
];

const limits = {
  groups: 5,
  filtersPerGroup: 6,
  filters: 18,
  sorts: 1,
  page: 200,
  results: 10_000,
  bodyCharacters: 3_000,
};

const Text = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const FilterBody = z.looseObject({
  propertyName: z.string(),
  operator: z.string(),
  value: Text.optional(),
  highValue: Text.optional(),
  values: z.array(Text).optional(),
});

const SortBody = z.union([
  z.looseObject({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING') }),
  z.string().transform((propertyName) => ({ propertyName, direction: 'ASCENDING' as const })),
]);

const SearchBody = z.looseObject({
  filterGroups: z.array(z.looseObject({ filters: z.array(FilterBody) })).default([]),
  filters: z.array(FilterBody).default([]),
  sorts: z.array(SortBody).default([]),
  query: z.string().optional(),
  properties: z.array(z.string()).default([]),
  limit: z.number().int().min(1).max(limits.page).default(10),
  after: z
    .union([z.string().regex(/^\d*$/), z.number()])
    .transform(Number)
    .default(0),
});

function searchRecords(request: ApiRequest): Reply {
  const { crm } = request;
  const body = parseBody(SearchBody, request.body);
  const query = checkedQuery(body, JSON.stringify(request.body ?? {}).length);
  if (body.after + body.limit > limits.results) {
    throw invalid(`A search shows at most ${limits.results} results; narrow it with a filter`);
  }
  const hits = search(crm, typeParameter(request), query);
  const end = body.after + body.limit;
  const results = hits
    .slice(body.after, end)
    .map(({ record, values }) => recordView(crm, record, { properties: body.properties }, values));
  const paging = hits.length > end ? { paging: { next: { after: String(end) } } } : {};
  return ok({ total: hits.length, results, ...paging });
}

function checkedQuery(body: z.output<typeof SearchBody>, characters: number): SearchQuery {
  const groups: Filter[][] = body.filterGroups.map((group) => group.filters);
  if (body.filters.length > 0) groups.push(body.filters);
  const most = (count: number, limit: number, what: string) => {
    if (count > limit) throw invalid(`A search has at most ${limit} ${what}, not ${count}`);
  };
  most(characters, limits.bodyCharacters, 'characters');
  most(groups.length, limits.groups, 'filter groups');
  most(Math.max(0, ...groups.map((group) => group.length)), limits.filtersPerGroup, 'filters in a group');
  most(groups.flat().length, limits.filters, 'filters');
  most(body.sorts.length, limits.sorts, 'sort');
  return { filterGroups: groups, sort: body.sorts[0], text: body.query };
}
