import { type Aggregate, type Column, groupRows } from '../query/aggregate.js';
import { readFilter } from '../query/filter.js';
import { type Path, resolvePath } from '../query/path.js';
import { flatFields } from '../query/present.js';
import { type Order, select, sort } from '../query/select.js';
import { INVALID_VALUE, refuse } from '../refusals.js';
import { child, childText, type XmlElement } from '../xml/element.js';
import { type Markup, wrap } from '../xml/write.js';
import { type FunctionCall, type FunctionDefinition, namedObject } from './definition.js';
import { definitionOf, refuseOtherFormats } from './read.js';

const TWO = 'field, value';
const OPERATOR = `(equalto | notequalto | lessthan | lessthanorequalto | greaterthan | greaterthanorequalto
  | like | notlike | between | in | notin | isnull | isnotnull | and | or)`;

export const query: FunctionDefinition = {
  name: 'query',
  schema: {
    query: 'object & select & filter? & orderby? & options? & pagesize? & offset? & docparid?',
    select: '(field | count | sum | avg | min | max)+',
    filter: OPERATOR,
    and: `${OPERATOR}, ${OPERATOR}+`,
    or: `${OPERATOR}, ${OPERATOR}+`,
    equalto: TWO,
    notequalto: TWO,
    lessthan: TWO,
    lessthanorequalto: TWO,
    greaterthan: TWO,
    greaterthanorequalto: TWO,
    like: TWO,
    notlike: TWO,
    between: 'field, value, value',
    in: 'field, value+',
    notin: 'field, value+',
    isnull: 'field',
    isnotnull: 'field',
    orderby: 'order+',
    order: 'field, (ascending | descending)?',
    ascending: 'EMPTY',
    descending: 'EMPTY',
    options: 'caseinsensitive?, showprivate?, returnformat?',
  },
  objects: namedObject,
  run: runQuery,
};

function runQuery({ element, work }: FunctionCall): Markup {
  const definition = definitionOf(work.company, element);
  const resolve = (name: string) => resolvePath(work.company, definition, name);
  const columns = (child(element, 'select')?.children ?? []).map((each) => columnOf(each, resolve));
  const filter = child(element, 'filter')?.children[0];
  const options = child(element, 'options');
  refuseOtherFormats(options && childText(options, 'returnformat'));
  const how = {
    enums: 'display',
    caseInsensitive: isTrue(options, 'caseinsensitive'),
    showPrivate: isTrue(options, 'showprivate'),
  } as const;
  const { pageSize, offset } = pageOf(element, 2000);
  const records = select(definition, filter && readFilter(filter, resolve), how, work);
  sort(records, ordersOf(element, resolve));
  const rows = rowsOf(records, columns, offset, pageSize);
  const content = rows.page.map((row) => wrap(definition.name, row)).join('');
  return wrap('data', content, {
    listtype: definition.name,
    totalcount: rows.total,
    offset,
    count: rows.page.length,
    numremaining: Math.max(0, rows.total - offset - rows.page.length),
  });
}

function rowsOf(records: Parameters<typeof groupRows>[0], columns: Column[], offset: number, pageSize: number) {
  if (columns.some(({ aggregate }) => aggregate !== undefined)) {
    const groups = groupRows(records, columns);
    return { total: groups.length, page: groups.slice(offset, offset + pageSize) };
  }
  const paths = columns.map(({ path }) => path);
  const page = records.slice(offset, offset + pageSize).map((record) => flatFields(record, paths));
  return { total: records.length, page };
}

function columnOf(element: XmlElement, resolve: (name: string) => Path): Column {
  const path = resolve(element.text.trim());
  return element.name === 'field' ? { path } : { path, aggregate: element.name as Aggregate };
}

function ordersOf(element: XmlElement, resolve: (name: string) => Path): Order[] {
  const orders = child(element, 'orderby')?.children ?? [];
  return orders.map((order) => ({
    path: resolve(childText(order, 'field') ?? ''),
    descending: child(order, 'descending') !== undefined,
  }));
}

function isTrue(options: XmlElement | undefined, name: string): boolean {
  return options !== undefined && childText(options, name) === 'true';
}

/** Page size default 100. Beyond `most` it is refused (the real text is unknown). */
export function pageOf(element: XmlElement, most: number): { pageSize: number; offset: number } {
  const pageSize = wholeNumber(element, 'pagesize', 100);
  if (pageSize < 1 || pageSize > most) refuse(INVALID_VALUE, `The page size must be between 1 and ${most}.`);
  return { pageSize, offset: wholeNumber(element, 'offset', 0) };
}

function wholeNumber(element: XmlElement, name: string, missing: number): number {
  const text = childText(element, name);
  if (text === undefined || text === '') return missing;
  return /^\d+$/.test(text) ? Number(text) : refuse(INVALID_VALUE, `Invalid value '${text}' for ${name}.`);
}
