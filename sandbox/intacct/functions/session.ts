import { mayUse } from '../company/entities.js';
import { unknownReference } from '../company/references.js';
import { refuse } from '../refusals.js';
import { childText } from '../xml/element.js';
import { leaf, wrap } from '../xml/write.js';
import type { FunctionDefinition } from './definition.js';

/** `<locationid>`: a value signs in to that entity, an empty one to the top level, none keeps where the caller is. */
export const getApiSession: FunctionDefinition = {
  name: 'getAPISession',
  schema: { getAPISession: 'locationid?' },
  alone: true,
  objects: () => [],
  run: ({ element, session, work, endpoint, openSession }) => {
    const entity = childText(element, 'locationid') ?? session.entity;
    if (entity !== '' && !work.company.books.find('LOCATIONENTITY', entity)) {
      unknownReference(work.company, 'LOCATIONENTITY', entity);
    }
    if (!mayUse(work.company, entity)) refuseEntity(entity);
    const opened = openSession(entity);
    const content = leaf('sessionid', opened.id) + leaf('endpoint', endpoint) + leaf('locationid', entity);
    return wrap('data', wrap('api', content));
  },
};

/** The real code is not published. */
function refuseEntity(entity: string): never {
  const where = entity === '' ? 'the top level' : `the entity ${entity}`;
  return refuse(
    'XL03000006',
    `The user is not authorized to access ${where}.`,
    'Use an entity that the user may access.',
  );
}
