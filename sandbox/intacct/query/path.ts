import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Company } from '../company/company.js';
import { inUserTime, userFormat } from '../company/user-time.js';
import type { ObjectDefinition } from '../objects/definition.js';
import type { Field } from '../objects/field.js';
import { unknownField } from '../refusals.js';

/** A field that a path leads to, on the record itself or behind many-to-one links. */
export interface Path {
  readonly name: string;
  readonly field: Field;
  /** Own stored field: name to look up in an index. */
  readonly own: boolean;
  readonly read: (record: StoredRecord) => string;
}

/** Follows `NAME`, `CUSTOMER.NAME`, `MAILADDRESS.CITY`. Refuses what leads nowhere. */
export function resolvePath(company: Company, definition: ObjectDefinition, name: string): Path {
  const upper = name.toUpperCase();
  return { ...follow(company, definition, upper, 0), name: upper };
}

/** At most one step may climb a hierarchy: CUSTOMER.PARENT.NAME, but not CUSTOMER.PARENT.PARENT.NAME. */
function follow(company: Company, definition: ObjectDefinition, path: string, climbed: number): Path {
  const field = definition.fields[path];
  if (field) return ownField(company, definition.name, path, field);
  const [head = '', ...rest] = path.split('.');
  const relation = definition.relations?.[head];
  const target = relation && company.objects.get(relation.object);
  const climbs = climbed + (head === 'PARENT' ? 1 : 0);
  if (!target || rest.length === 0 || climbs > 1) return unknownField(definition.name, path);
  const beyond = follow(company, target, rest.join('.'), climbs);
  const key = relation.to ?? target.key;
  return {
    ...beyond,
    own: false,
    read: (record) => {
      const [linked] = company.books.where(target.name, key, fieldOf(record, relation.from) || ' ');
      return linked ? beyond.read(linked) : '';
    },
  };
}

function ownField(company: Company, object: string, name: string, field: Field): Path {
  const { computed } = field;
  const read = computed
    ? (record: StoredRecord) => computed(record, company, object)
    : (record: StoredRecord) => fieldOf(record, name);
  return asUserSees({ name, field, own: computed === undefined, read }, company);
}

/** Timestamps are read, compared and written in the user's offset; dates and times written in the user's format. */
function asUserSees(path: Path, { settings }: Company): Path {
  const { type } = path.field;
  if (type !== 'TIMESTAMP' && type !== 'DATE') return path;
  const format = userFormat(settings.userFormatting);
  const field = format ? { ...path.field, format } : path.field;
  if (type === 'DATE' || settings.userFormatting.gmtoffset === '0') return { ...path, field };
  return { ...path, field, read: (record) => inUserTime(path.read(record), settings.userFormatting) };
}
