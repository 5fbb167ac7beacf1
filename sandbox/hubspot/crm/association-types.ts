import type { ObjectType } from './object-types.js';

export type AssociationCategory = 'HUBSPOT_DEFINED' | 'USER_DEFINED';

/** One direction of a kind of link; `inverse` is the typeId of the other direction. */
export interface AssociationType {
  from: ObjectType;
  to: ObjectType;
  category: AssociationCategory;
  typeId: number;
  inverse: number;
  /** `type` in a record's `associations` rows. */
  name: string;
  label: string | null;
  /** The link without a label: what a default association makes, and what always accompanies a primary one. */
  unlabelled: boolean;
}

interface Pair {
  ends: [ObjectType, ObjectType];
  ids: [number, number];
  names: [string, string];
  label?: string;
}

const primary = 'Primary';

const pairs: Pair[] = [
  { ends: ['deals', 'companies'], ids: [5, 6], names: ['deal_to_company', 'company_to_deal'], label: primary },
  {
    ends: ['deals', 'companies'],
    ids: [341, 342],
    names: ['deal_to_company_unlabeled', 'company_to_deal_unlabeled'],
  },
  { ends: ['deals', 'contacts'], ids: [3, 4], names: ['deal_to_contact', 'contact_to_deal'] },
  { ends: ['deals', 'line_items'], ids: [19, 20], names: ['deal_to_line_item', 'line_item_to_deal'] },
  { ends: ['deals', 'notes'], ids: [213, 214], names: ['deal_to_note', 'note_to_deal'] },
  { ends: ['companies', 'notes'], ids: [189, 190], names: ['company_to_note', 'note_to_company'] },
  { ends: ['contacts', 'notes'], ids: [201, 202], names: ['contact_to_note', 'note_to_contact'] },
  { ends: ['contacts', 'companies'], ids: [1, 2], names: ['contact_to_company', 'company_to_contact'], label: primary },
  {
    ends: ['contacts', 'companies'],
    ids: [279, 280],
    names: ['contact_to_company_unlabeled', 'company_to_contact_unlabeled'],
  },
  { ends: ['deals', 'deals'], ids: [451, 451], names: ['deal_to_deal', 'deal_to_deal'] },
];

function directions({ ends, ids, names, label }: Pair): AssociationType[] {
  const common = { category: 'HUBSPOT_DEFINED' as const, label: label ?? null, unlabelled: label === undefined };
  const there = { ...common, from: ends[0], to: ends[1], typeId: ids[0], inverse: ids[1], name: names[0] };
  const back = { ...common, from: ends[1], to: ends[0], typeId: ids[1], inverse: ids[0], name: names[1] };
  return ids[0] === ids[1] ? [there] : [there, back];
}

export const hubspotDefinedTypes: readonly AssociationType[] = pairs.flatMap(directions);

export function isPrimary(type: AssociationType): boolean {
  return type.category === 'HUBSPOT_DEFINED' && type.label === primary;
}
