import type { OwnedLines, Relation } from '../../objects/definition.js';
import { type Field, labelOf } from '../../objects/field.js';
import { leaf, type Markup, wrap } from '../../xml/write.js';

/** How lookup and a detailed inspect describe a field and a relationship. */

export function describeField(name: string, field: Field): Markup {
  const values = Object.keys(field.values ?? {}).map((value) => leaf('VALIDVALUE', value));
  return wrap(
    'Field',
    leaf('ID', name) +
      leaf('LABEL', labelOf(name, field)) +
      leaf('DESCRIPTION', '') +
      leaf('REQUIRED', String(field.required === true)) +
      leaf('READONLY', String(field.readOnly === true || field.computed !== undefined)) +
      leaf('DATATYPE', field.type) +
      (values.length > 0 ? wrap('VALIDVALUES', values.join('')) : '') +
      leaf('ISCUSTOM', String(field.custom === true)),
  );
}

export function describeRelation(path: string, { object, from }: Relation): Markup {
  return relationship(path, object, 'MANY2ONE', from);
}

export function describeLines({ object, parent }: OwnedLines): Markup {
  return relationship(object, object, 'ONE2MANY', parent);
}

function relationship(path: string, object: string, type: string, by: string): Markup {
  return wrap(
    'Relationship',
    leaf('OBJECTPATH', path) +
      leaf('OBJECTNAME', object) +
      leaf('LABEL', path) +
      leaf('RELATIONSHIPTYPE', type) +
      leaf('RELATEDBY', by),
  );
}
