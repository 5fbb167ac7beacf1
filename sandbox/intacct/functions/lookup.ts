import { wrap } from '../xml/write.js';
import type { FunctionDefinition } from './definition.js';
import { describeField, describeLines, describeRelation } from './metadata/describe.js';
import { inspectedDefinition, inspectedName, OBJECT_OR_NAME } from './metadata/inspect.js';

/** Describes an object from the same field table that reads and writes use. Ignores permissions, as the real one does. */
export const lookup: FunctionDefinition = {
  name: 'lookup',
  schema: { lookup: `${OBJECT_OR_NAME} & docparid?` },
  objects: (element) => [inspectedName(element)],
  run: ({ element, work }) => {
    const { name, fields, relations = {}, lines } = inspectedDefinition(work.company, element);
    const described = Object.entries(fields).map(([id, field]) => describeField(id, field));
    const related = Object.entries(relations).map(([path, relation]) => describeRelation(path, relation));
    if (lines) related.push(describeLines(lines));
    const content = wrap('Fields', described.join('')) + wrap('Relationships', related.join(''));
    return wrap('data', wrap('Type', content, { Name: name, DocumentType: '' }));
  },
};
