import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Company } from '../company/company.js';
import type { Relation } from '../objects/definition.js';
import { type Field, type Fields, integer, text } from '../objects/field.js';

/** A standard dimension as lines of documents bear it. */
export interface Dimension {
  readonly object: string;
  readonly label: string;
  /** Field of a line that holds the user-facing ID. */
  readonly id: string;
  /** Element of a line in the legacy functions. */
  readonly legacy: string;
  /** Field of an account that makes the dimension obligatory. */
  readonly required: string;
  /** What the dimension's fields on a line begin with, e.g. PROJECTDIMKEY and PROJECTNAME. */
  readonly stem: string;
  /** Field of the master that shows its name. */
  readonly nameField: string;
}

function dimension(object: string, label: string, more: Partial<Dimension> = {}): Dimension {
  return {
    object,
    label,
    id: `${object}ID`,
    legacy: `${object.toLowerCase()}id`,
    required: `REQUIRE${object}`,
    stem: object,
    nameField: 'NAME',
    ...more,
  };
}

export const DIMENSIONS: readonly Dimension[] = [
  dimension('DEPARTMENT', 'Department', { required: 'REQUIREDEPT', nameField: 'TITLE' }),
  dimension('LOCATION', 'Location', { required: 'REQUIRELOC' }),
  dimension('PROJECT', 'Project'),
  dimension('TASK', 'Task'),
  dimension('CUSTOMER', 'Customer'),
  dimension('VENDOR', 'Vendor'),
  dimension('EMPLOYEE', 'Employee', { nameField: 'PERSONALINFO.CONTACTNAME' }),
  dimension('ITEM', 'Item'),
  dimension('CLASS', 'Class'),
  dimension('CONTRACT', 'Contract'),
  dimension('WAREHOUSE', 'Warehouse'),
];

/** IDs by the line's field names, e.g. `{ PROJECTID: 'P1' }`; only those that have a value. */
export type DimensionIds = Readonly<Record<string, string>>;

/** A line's dimensions as it is read: ID and name each, and the record number as `…DIMKEY` (not of location and department). */
export const DIMENSION_FIELDS: Fields = Object.fromEntries(DIMENSIONS.flatMap(fieldsOf));

function fieldsOf(each: Dimension): [string, Field][] {
  const linked = (field: string) => (line: StoredRecord, company: Company) =>
    fieldOf(dimensionRecord(each, line, company) ?? {}, field);
  const fields: [string, Field][] = [
    [each.id, text()],
    [`${each.stem}NAME`, text({ computed: linked(each.nameField) })],
  ];
  if (each.object === 'DEPARTMENT' || each.object === 'LOCATION') return fields;
  return [[`${each.stem}DIMKEY`, integer({ computed: linked('RECORDNO') })], ...fields];
}

/** Dot paths from a line to its dimensions; not to the task, whose ID alone does not name it. */
export const DIMENSION_RELATIONS: Readonly<Record<string, Relation>> = Object.fromEntries(
  DIMENSIONS.filter(({ object }) => object !== 'TASK').map(({ object, id }) => [object, { object, from: id }]),
);

/** The master a line names. A task's ID is unique only within the line's project. */
export function dimensionRecord(each: Dimension, line: DimensionIds, { books, objects }: Company) {
  const id = line[each.id] ?? '';
  if (id === '' || !objects.has(each.object)) return undefined;
  if (each.object !== 'TASK') return books.find(each.object, id);
  return books.where('TASK', 'TASKID', id).find((task) => fieldOf(task, 'PROJECTID') === line.PROJECTID);
}
