export const objectTypes = ['deals', 'companies', 'contacts', 'line_items', 'notes'] as const;
export type ObjectType = (typeof objectTypes)[number];

export interface ObjectTypeFacts {
  /** HubSpot's object type ID, interchangeable with the name in paths. */
  id: string;
  singular: string;
  /** Key under `associations` of a record; line items are spelt with a space. */
  associationsKey: string;
  firstRecordId: number;
  createdProperty: string;
  modifiedProperty: string;
  /** Returned besides the system properties when a request names none. */
  defaultProperties: readonly string[];
  requiredOnCreate: readonly string[];
  /** The `<scope>` in `crm.objects.<scope>.read`; notes are guarded by the scopes of contacts. */
  scope: string;
}

export const objectTypeFacts: Record<ObjectType, ObjectTypeFacts> = {
  deals: {
    id: '0-3',
    singular: 'deal',
    associationsKey: 'deals',
    firstRecordId: 5001,
    createdProperty: 'createdate',
    modifiedProperty: 'hs_lastmodifieddate',
    defaultProperties: ['dealname', 'amount', 'closedate', 'pipeline', 'dealstage'],
    requiredOnCreate: ['dealname'],
    scope: 'deals',
  },
  companies: {
    id: '0-2',
    singular: 'company',
    associationsKey: 'companies',
    firstRecordId: 7001,
    createdProperty: 'createdate',
    modifiedProperty: 'hs_lastmodifieddate',
    defaultProperties: ['name', 'domain'],
    requiredOnCreate: [],
    scope: 'companies',
  },
  contacts: {
    id: '0-1',
    singular: 'contact',
    associationsKey: 'contacts',
    firstRecordId: 8001,
    createdProperty: 'createdate',
    modifiedProperty: 'lastmodifieddate',
    defaultProperties: ['firstname', 'lastname', 'email'],
    requiredOnCreate: [],
    scope: 'contacts',
  },
  line_items: {
    id: '0-8',
    singular: 'line_item',
    associationsKey: 'line items',
    firstRecordId: 9001,
    createdProperty: 'createdate',
    modifiedProperty: 'hs_lastmodifieddate',
    defaultProperties: ['quantity', 'amount', 'price'],
    requiredOnCreate: [],
    scope: 'line_items',
  },
  notes: {
    id: '0-46',
    singular: 'note',
    associationsKey: 'notes',
    firstRecordId: 10001,
    createdProperty: 'hs_createdate',
    modifiedProperty: 'hs_lastmodifieddate',
    defaultProperties: [],
    requiredOnCreate: ['hs_timestamp'],
    scope: 'contacts',
  },
};

/** Accepts `deals`, `deal` and `0-3`, as HubSpot does. */
export function objectTypeFrom(text: string): ObjectType | undefined {
  const wanted = text.toLowerCase();
  return objectTypes.find((type) => {
    const facts = objectTypeFacts[type];
    return wanted === type || wanted === facts.singular || wanted === facts.id;
  });
}
