import type { Company } from '../../company/company.js';
import type { ObjectDefinition } from '../../objects/definition.js';
import { labelOf } from '../../objects/field.js';
import { unknownObject } from '../../refusals.js';
import { childText, type XmlElement } from '../../xml/element.js';
import { escapeText, leaf, type Markup, wrap } from '../../xml/write.js';
import type { FunctionDefinition } from '../definition.js';
import { describeField } from './describe.js';

/** Element that names the object; `name` is the older spelling of `object`. */
export const OBJECT_OR_NAME = '(object | name)';

export function inspectedName(element: XmlElement): string {
  return (childText(element, 'object') ?? childText(element, 'name') ?? '').toUpperCase();
}

export function inspectedDefinition({ objects }: Company, element: XmlElement): ObjectDefinition {
  const name = inspectedName(element);
  return objects.get(name) ?? unknownObject(name);
}

/** Ignores permissions. `*` lists all objects; `detail="1"` describes the fields that `detail="0"` only names. */
export const inspect: FunctionDefinition = {
  name: 'inspect',
  schema: { inspect: `@detail?, ${OBJECT_OR_NAME}` },
  objects: (element) => [inspectedName(element)].filter((name) => name !== '*'),
  run: ({ element, work }) => {
    if (inspectedName(element) === '*') return wrap('data', allTypes(work.company));
    const definition = inspectedDefinition(work.company, element);
    const detailed = element.attributes.detail === '1';
    const fields = Object.entries(definition.fields).map(([name, field]) =>
      detailed ? describeField(name, field) : fieldName(name, labelOf(name, field)),
    );
    return wrap('data', wrap('Type', wrap('Fields', fields.join('')), { Name: definition.name }));
  },
};

function fieldName(name: string, label: string): Markup {
  return wrap('Field', leaf('Name', name) + leaf('externalDataName', label));
}

function allTypes({ objects }: Company): Markup {
  const names = [...objects.keys()].sort();
  return names.map((name) => wrap('type', escapeText(objects.get(name)?.label ?? name), { typename: name })).join('');
}
