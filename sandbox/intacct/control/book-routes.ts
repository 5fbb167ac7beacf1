import type { IntacctSandbox } from '../index.js';
import { pageOf } from './input.js';
import { NotFound, type Route } from './route.js';

export const BOOK_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/counts',
    about: 'How many records each object has.',
    handle: ({ sandbox }) => countsOf(sandbox),
  },
  {
    method: 'GET',
    path: '/records/:object',
    about: 'Records as they are in the books; offset and limit (default 1000) choose a part.',
    handle: ({ sandbox, params, query }) => {
      const object = known(sandbox, params.object);
      const { offset, limit } = pageOf(query);
      const total = sandbox.books.count(object);
      return { object, total, offset, records: sandbox.books.page(object, offset, limit) };
    },
  },
  {
    method: 'GET',
    path: '/records/:object/:recordno',
    about: 'One record, by its record number.',
    handle: ({ sandbox, params }) => {
      const object = known(sandbox, params.object);
      const found = sandbox.books.get(object, params.recordno ?? '');
      if (!found) throw new NotFound(`There is no ${object} ${params.recordno}.`);
      return found;
    },
  },
  {
    method: 'GET',
    path: '/trial-balance',
    about: 'Balance of every account, debit positive, and their sum: 0.00.',
    handle: ({ sandbox: { books } }) => ({ sum: books.trialBalance(), balances: books.balances() }),
  },
];

export function countsOf({ books }: IntacctSandbox): Record<string, number> {
  return Object.fromEntries(books.objects().map((object) => [object, books.count(object)]));
}

function known({ books }: IntacctSandbox, object = ''): string {
  const name = object.toUpperCase();
  if (!books.objects().includes(name)) throw new NotFound(`There is no object ${name}.`);
  return name;
}
