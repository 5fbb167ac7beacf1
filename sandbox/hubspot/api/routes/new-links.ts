import type { z } from 'zod';
import type { AssociationType } from '../../crm/association-types.js';
import type { Crm } from '../../crm/crm.js';
import type { RecordRef } from '../../crm/links.js';
import { type ObjectType, objectTypes } from '../../crm/object-types.js';
import { notFound } from '../../errors.js';
import type { AssociationSpec, NewAssociation } from '../bodies.js';

export interface NewLink {
  to: RecordRef;
  type: AssociationType;
}

/** The `associations` of a create call. Checked before the record exists: a wrong one must not leave it behind. */
export function newLinks(
  crm: Crm,
  from: ObjectType,
  associations: readonly z.output<typeof NewAssociation>[],
): NewLink[] {
  return associations.flatMap(({ to, types }) => types.map((spec) => newLink(crm, from, to.id, spec)));
}

/** The call names no target type: the association type tells it. */
function newLink(crm: Crm, from: ObjectType, toId: string, spec: z.output<typeof AssociationSpec>): NewLink {
  const { associationCategory: category, associationTypeId: typeId } = spec;
  const fits = (to: ObjectType) =>
    crm.links.typesBetween(from, to).some((type) => type.category === category && type.typeId === typeId);
  const to = objectTypes.find(fits) ?? from;
  const type = crm.links.find(from, to, category, typeId);
  if (crm.find(to, toId) === undefined) throw notFound(`Object not found: ${to} ${toId}`);
  return { to: { type: to, id: toId }, type };
}
