import type { Work } from '../company/work.js';
import { unknownField, withWrapper } from '../refusals.js';
import { child, childText, type XmlElement } from '../xml/element.js';
import { type AddedValues, addedFieldsOf, checkedAdded, refuseMissing } from './sent.js';
import { storeAdded } from './store.js';

/**
 * Runs a legacy function without its `customfields`, and puts their values on the document that it wrote and on its lines.
 * The function itself need not know of them.
 */
export function withCustomFields<T>(
  element: XmlElement,
  objects: readonly string[],
  work: Work,
  run: (rest: XmlElement) => T,
): T {
  const { company } = work;
  const [verb = '', ...noun] = element.name.split('_');
  const definition = company.objects.get(objects[0] ?? '');
  if (noun.length === 0 || !definition || (verb !== 'create' && verb !== 'update')) return run(element);
  const changed = verb === 'update';
  const wrapper = `Could not ${verb} ${definition.label} record!`;
  const lineObject = definition.lines?.object ?? '';
  const added = withWrapper(wrapper, () => {
    const header = valuesIn(element, definition.name, work);
    refuseMissing(definition.name, header, changed, work);
    return { header, lines: linesIn(element, lineObject, changed, work) };
  });
  const result = run(stripped(element));
  const written = work.written.at(-1);
  const record = written?.object === definition.name ? company.books.get(definition.name, written.recordno) : undefined;
  if (record) withWrapper(wrapper, () => storeAdded(definition, record, added, work));
  return result;
}

/** `line_num` names a line that exists; lines that an update adds stand behind the others. */
function linesIn(element: XmlElement, object: string, changed: boolean, work: Work): Map<number, AddedValues> {
  const found = new Map<number, AddedValues>();
  for (const list of element.children.filter(({ name }) => name !== 'customfields')) {
    const isNew = (line: XmlElement) => line.attributes.line_num === undefined;
    const added = list.children.filter(isNew);
    for (const line of list.children) {
      const hasFields = child(line, 'customfields') !== undefined;
      const isLine = hasFields || /item|entry$/.test(line.name);
      if (!isLine) continue;
      const values = valuesIn(line, object, work);
      refuseMissing(object, values, changed && !isNew(line), work);
      const place = isNew(line)
        ? added.indexOf(line) - (changed ? added.length : 0)
        : Number(line.attributes.line_num) - 1;
      if (Object.keys(values).length > 0) found.set(place, values);
    }
  }
  return found;
}

function valuesIn(owner: XmlElement, object: string, work: Work): AddedValues {
  const sent = new Map<string, string>();
  for (const each of child(owner, 'customfields')?.children ?? []) {
    const name = (childText(each, 'customfieldname') ?? '').toUpperCase();
    if (name === '') unknownField(object, name);
    sent.set(name, dimensionKey(name, childText(each, 'customfieldvalue') ?? '', object, work));
  }
  return checkedAdded(object, sent, work);
}

/** A record of the company's own dimension may be named instead of numbered. */
function dimensionKey(name: string, value: string, object: string, { company }: Work): string {
  const reference = addedFieldsOf(company, object)[name]?.reference;
  if (!reference || !company.settings.legacyDimensionNames) return value;
  return company.books.find(reference, value)?.RECORDNO ?? value;
}

function stripped(element: XmlElement): XmlElement {
  const without = (children: readonly XmlElement[]) => children.filter(({ name }) => name !== 'customfields');
  const lists = without(element.children).map((list) => ({
    ...list,
    children: list.children.map((line) => ({ ...line, children: without(line.children) })),
  }));
  return { ...element, children: lists };
}
