import { fieldOf } from '../books/record.js';
import { isUsable } from '../company/entities.js';
import { unknownReference } from '../company/references.js';
import type { Work } from '../company/work.js';
import { refuseInactive } from '../documents/active.js';
import { missingField, notSimulated, refuse } from '../refusals.js';
import { childText, type XmlElement } from '../xml/element.js';
import { DIMENSIONS, type DimensionIds, dimensionRecord } from './standard.js';

/** Elements of a legacy line that name dimensions. */
export const LEGACY_DIMENSIONS: readonly string[] = DIMENSIONS.map(({ legacy }) => legacy);

/** Dimensions that a legacy line names; an empty element is one that clears. */
export function legacyDimensions(line: XmlElement): DimensionIds {
  const sent = DIMENSIONS.map(({ id, legacy }) => [id, childText(line, legacy)] as const);
  return Object.fromEntries(sent.filter((each): each is [string, string] => each[1] !== undefined));
}

/** The dimensions among a record's fields. */
export function dimensionsAmong(fields: Readonly<Record<string, string>>): DimensionIds {
  const ids = DIMENSIONS.map(({ id }) => [id, fieldOf(fields, id)] as const);
  return Object.fromEntries(ids.filter(([, value]) => value !== ''));
}

/** Refuses IDs of nothing and of inactive records, and a task without its project. */
export function checkDimensions(line: DimensionIds, work: Work): void {
  for (const each of DIMENSIONS) {
    const id = fieldOf(line, each.id);
    if (id === '') continue;
    if (!work.company.objects.has(each.object)) notSimulated(`The dimension ${each.label}`);
    if (each.object === 'TASK' && fieldOf(line, 'PROJECTID') === '') missingField('Project');
    const record = dimensionRecord(each, line, work.company);
    if (!record || !isUsable(record, work)) unknownReference(work.company, each.object, id);
    else refuseInactive(each.object, record, work);
  }
  refuseRestricted(line, work);
}

/** Some values of one dimension allow only some of another. */
function refuseRestricted(line: DimensionIds, { company }: Work): void {
  const idIn = (object: string) => fieldOf(line, DIMENSIONS.find((each) => each.object === object)?.id ?? '');
  for (const { dimension, value, restricted, allowed } of company.settings.dimensionRestrictions) {
    const id = idIn(restricted);
    if (idIn(dimension) !== value || id === '' || allowed.includes(id)) continue;
    const target = DIMENSIONS.find((each) => each.object === restricted);
    const name = target && fieldOf(dimensionRecord(target, line, company) ?? {}, target.nameField);
    const by = company.objects.get(dimension)?.label ?? dimension;
    refuse(
      'BL03000018',
      `${target?.label ?? restricted} '${id}' : '${name}' specified is not valid. ${target?.label} is restricted by ${by}.`,
      `Enter a valid ${target?.label} and try again.`,
    );
  }
}
