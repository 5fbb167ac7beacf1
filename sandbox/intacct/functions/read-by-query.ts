import type { ResultSet } from '../gateway/sessions.js';
import { resolvePath } from '../query/path.js';
import { flatFields, wantedPaths } from '../query/present.js';
import { readQueryString } from '../query/query-string.js';
import { select } from '../query/select.js';
import { notSimulated, refuse } from '../refusals.js';
import { childText } from '../xml/element.js';
import { type Markup, wrap } from '../xml/write.js';
import { type FunctionDefinition, namedObject } from './definition.js';
import { pageOf } from './query.js';
import { definitionOf, refuseOtherFormats } from './read.js';

/** Takes a snapshot and returns its first page; readMore returns the others. */
export const readByQuery: FunctionDefinition = {
  name: 'readByQuery',
  schema: { readByQuery: 'object & query & pagesize? & fields? & returnFormat? & docparid?' },
  objects: namedObject,
  run: ({ element, session, work }) => {
    const { company } = work;
    refuseOtherFormats(childText(element, 'returnFormat'));
    const definition = definitionOf(company, element);
    const paths = wantedPaths(company, definition, childText(element, 'fields') ?? '');
    const condition = readQueryString(childText(element, 'query') ?? '', (name) =>
      resolvePath(company, definition, name),
    );
    const { pageSize } = pageOf(element, 1000);
    const how = { enums: 'stored', caseInsensitive: false, showPrivate: false } as const;
    const records = select(definition, condition, how, work);
    return page(session.keepResult({ object: definition.name, records, paths, pageSize, next: 0 }));
  },
};

/** By `resultId`, or by `object`, which continues the session's last query on that object. */
export const readMore: FunctionDefinition = {
  name: 'readMore',
  schema: { readMore: '(object | view | reportId | resultId)' },
  objects: namedObject,
  run: ({ element, session }) => {
    const [which] = element.children;
    const key = which?.text.trim() ?? '';
    if (which?.name === 'view' || which?.name === 'reportId') notSimulated(`readMore by ${which.name}`);
    const result = which?.name === 'object' ? session.lastResultOf(key.toUpperCase()) : session.result(key);
    return result ? page(result) : refuse('Query Failed', `There is no result ${key} to read more of.`);
  },
};

/** A result is consumed when nothing remains; with a single page it never gets an ID. */
function page(result: ResultSet): Markup {
  const rows = result.records.slice(result.next, result.next + result.pageSize);
  const first = result.next === 0;
  result.next += rows.length;
  const remaining = result.records.length - result.next;
  const name = result.object.toLowerCase();
  const content = rows.map((record) => wrap(name, flatFields(record, result.paths))).join('');
  if (remaining === 0) result.forget();
  return wrap('data', content, {
    listtype: name,
    count: rows.length,
    totalcount: result.records.length,
    numremaining: remaining,
    resultId: first && remaining === 0 ? '' : result.id,
  });
}
