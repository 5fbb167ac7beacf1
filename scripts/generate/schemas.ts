import { z } from 'zod';
import type { ActionGroup, NamedAction } from '../actions/groups.js';
import type { GeneratedDocument } from './document.js';

/** schemas/actions/<group>.json: inputs and outputs of a group's actions, as `$defs` of one JSON Schema. */
export function schemaDocument(group: ActionGroup): GeneratedDocument {
  return {
    path: `schemas/actions/${group.name}.json`,
    render: () => `${JSON.stringify(bundle(group), undefined, 2)}\n`,
  };
}

function bundle({ name, title, actions }: ActionGroup): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:temporal-intacct:actions:${name}`,
    title,
    $defs: Object.fromEntries(actions.flatMap((action) => [entry(action, 'input'), entry(action, 'output')])),
  };
}

/** Each has an identifier of its own, so that references inside it stay inside. */
function entry({ name, contract }: NamedAction, io: 'input' | 'output'): [string, object] {
  const { $schema: _, ...schema } = z.toJSONSchema(contract[io], { io, override: byFormatAlone });
  const about = io === 'input' ? { description: contract.summary } : {};
  return [`${name}.${io}`, { $id: `urn:temporal-intacct:action:${name}:${io}`, ...about, ...schema }];
}

/** A format says what its pattern says, in one word. */
function byFormatAlone({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format) delete jsonSchema.pattern;
}
