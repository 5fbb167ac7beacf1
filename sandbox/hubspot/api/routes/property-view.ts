import type { Crm } from '../../crm/crm.js';
import type { PropertyDefinition } from '../../crm/schema/definition.js';
import { timestamp } from '../../crm/time.js';

export function propertyView(crm: Crm, definition: PropertyDefinition) {
  const { calculated, readOnly, hubspotDefined, extras, createdAt = 0, ...shown } = definition;
  return {
    ...shown,
    ...extras,
    options: optionsOf(crm, definition),
    calculated,
    hubspotDefined,
    externalOptions: definition.name === 'hubspot_owner_id',
    ...(definition.name === 'hubspot_owner_id' ? { referencedObjectType: 'OWNER' } : {}),
    modificationMetadata: {
      archivable: !hubspotDefined,
      readOnlyDefinition: hubspotDefined,
      readOnlyValue: readOnly,
    },
    archived: false,
    createdAt: timestamp(createdAt),
    updatedAt: timestamp(createdAt),
  };
}

/** Stages and pipelines are shown as options although they are kept elsewhere. */
function optionsOf({ pipelines }: Crm, { name, options }: PropertyDefinition) {
  const choices =
    name === 'pipeline' ? pipelines : name === 'dealstage' ? pipelines.flatMap((each) => each.stages) : [];
  if (choices.length === 0) return options;
  return choices.map(({ id, label, displayOrder }) => ({
    label,
    value: id,
    description: '',
    displayOrder,
    hidden: false,
  }));
}
