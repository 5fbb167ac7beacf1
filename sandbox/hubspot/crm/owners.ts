export interface Owner {
  /** What `hubspot_owner_id` holds. Differs from `userId` on purpose: mixing them up must show. */
  id: string;
  userId: number;
  email: string;
  firstName: string;
  lastName: string;
  type: 'PERSON' | 'QUEUE';
  archived: boolean;
}

export const owners: readonly Owner[] = [
  person('1201', 12, 'Dana', 'Reyes'),
  person('1202', 13, 'Ari', 'Holm'),
  { ...person('1203', 14, 'Sam', 'Okafor'), archived: true },
];

function person(id: string, userId: number, firstName: string, lastName: string): Owner {
  const email = `${firstName}.${lastName}@example.test`.toLowerCase();
  return { id, userId, email, firstName, lastName, type: 'PERSON', archived: false };
}
