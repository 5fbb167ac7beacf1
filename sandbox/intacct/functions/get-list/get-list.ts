import type { StoredRecord } from '../../books/record.js';
import type { Condition, Operator } from '../../query/condition.js';
import { type Order, select, sort } from '../../query/select.js';
import { INVALID_VALUE, refuse } from '../../refusals.js';
import { child, childText, type XmlElement } from '../../xml/element.js';
import { escapeText, type Markup, wrap } from '../../xml/write.js';
import type { FunctionCall, FunctionDefinition } from '../definition.js';
import { LEGACY_LISTS } from './objects.js';
import { LegacyView } from './view.js';

/** Most rows of one page, and how many when none is asked for. */
const MOST = 1000;
const USUAL = 100;

/** The legacy way to list: lower-case records, the pager on `<listtype>` instead of `<data>`. */
export const getList: FunctionDefinition = {
  name: 'get_list',
  schema: {
    get_list: '@object, @start?, @maxitems?, @showprivate?, filter?, sorts?, fields?',
    filter: '(expression | logical)',
    logical: '@logical_operator, (expression | logical), (expression | logical)+',
    expression: 'field, operator, value?',
    sorts: 'sortfield+',
    sortfield: '@order?, TEXT',
    fields: 'field+',
  },
  objects: ({ attributes }) => {
    const name = (attributes.object ?? '').toLowerCase();
    return [LEGACY_LISTS[name]?.object ?? name.toUpperCase()];
  },
  run: runList,
};

function runList({ element, work }: FunctionCall): Markup {
  const view = new LegacyView((element.attributes.object ?? '').toLowerCase(), work.company);
  const filter = child(element, 'filter')?.children[0];
  const fields = wanted(element, view);
  const how = {
    enums: 'display',
    caseInsensitive: false,
    showPrivate: element.attributes.showprivate === 'true',
  } as const;
  const records = select(view.definition, filter && conditionOf(filter, view), how, work);
  sort(records, ordersOf(element, view));
  const start = count(element, 'start', 0);
  const page = records.slice(start, start + Math.min(MOST, count(element, 'maxitems', USUAL)));
  return (
    pager(view.name, start, page, records.length) + wrap('data', page.map((each) => view.record(each, fields)).join(''))
  );
}

function pager(name: string, start: number, page: readonly StoredRecord[], total: number): Markup {
  return wrap('listtype', escapeText(name), { start, end: Math.max(start, start + page.length - 1), total });
}

function wanted(element: XmlElement, view: LegacyView): string[] {
  const sent = child(element, 'fields')?.children.map(({ text }) => text.trim().toLowerCase());
  for (const name of sent ?? []) if (name !== view.linesElement) view.path(name);
  return sent ?? view.fields;
}

const OPERATORS: Readonly<Record<string, Operator>> = {
  '=': '=',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  like: 'like',
  'is null': 'null',
};

function conditionOf(element: XmlElement, view: LegacyView): Condition {
  if (element.name === 'logical') {
    const kind = element.attributes.logical_operator;
    if (kind !== 'and' && kind !== 'or') return refuse(INVALID_VALUE, `Unknown logical operator '${kind}'.`);
    return { kind, parts: element.children.map((part) => conditionOf(part, view)) };
  }
  const sent = (childText(element, 'operator') ?? '').toLowerCase();
  const operator = OPERATORS[sent] ?? refuse(INVALID_VALUE, `Unknown operator '${sent}'.`);
  const path = view.path((childText(element, 'field') ?? '').toLowerCase());
  return { kind: 'compare', path, operator, values: operator === 'null' ? [] : [childText(element, 'value') ?? ''] };
}

function ordersOf(element: XmlElement, view: LegacyView): Order[] {
  return (child(element, 'sorts')?.children ?? []).map(({ text, attributes }) => ({
    path: view.path(text.trim().toLowerCase()),
    descending: attributes.order === 'desc',
  }));
}

function count(element: XmlElement, name: string, missing: number): number {
  const sent = element.attributes[name];
  if (sent === undefined) return missing;
  return /^\d+$/.test(sent) ? Number(sent) : refuse(INVALID_VALUE, `Invalid value '${sent}' for ${name}.`);
}
