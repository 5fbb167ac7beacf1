import type { Work } from '../company/work.js';
import type { ObjectDefinition } from '../objects/definition.js';
import type { Input } from '../objects/input.js';
import type { XmlElement } from '../xml/element.js';
import { type AddedValues, addedFieldsOf, checkedAdded, refuseMissing } from './sent.js';
import type { Added } from './store.js';

/** Takes the added fields out of what a generic function sends, so that each object's own code need not know of them. */
export function takeAdded(definition: ObjectDefinition, input: Input, verb: 'create' | 'update', work: Work): Added {
  const { company } = work;
  if (company.settings.customFields.length === 0 && company.settings.userDefinedDimensions.length === 0) return NOTHING;
  const changed = verb === 'update';
  const header = checkedAdded(definition.name, taken(input.values, addedFieldsOf(company, definition.name)), work);
  refuseMissing(definition.name, header, changed, work);
  return { header, lines: takeLines(definition, input, work) };
}

const NOTHING: Added = { header: {}, lines: new Map() };

function taken(values: Map<string, string>, fields: Readonly<Record<string, unknown>>): Map<string, string> {
  const found = new Map([...values].filter(([name]) => name in fields));
  for (const name of found.keys()) values.delete(name);
  return found;
}

/** Lines that are sent are always new: even an update replaces them all. */
function takeLines({ lines }: ObjectDefinition, input: Input, work: Work): Map<number, AddedValues> {
  const found = new Map<number, AddedValues>();
  const sent = lines && input.lists.get(lines.element);
  if (!sent) return found;
  const fields = addedFieldsOf(work.company, lines.object);
  const rest = sent.map((line, place) => {
    const isAdded = ({ name }: XmlElement) => name.toUpperCase() in fields;
    const added = line.children.filter(isAdded).map(({ name, text }) => [name.toUpperCase(), text.trim()] as const);
    const values = checkedAdded(lines.object, new Map(added), work);
    refuseMissing(lines.object, values, false, work);
    if (added.length > 0) found.set(place, values);
    return { ...line, children: line.children.filter((each) => !isAdded(each)) };
  });
  input.lists.set(lines.element, rest);
  return found;
}
