import type { IntacctClient } from '../client.js';
import { childOf, childrenOf, textOf, type XmlNode } from '../gateway/reply.js';

/** One field as `lookup` describes it. */
export interface FieldDescription {
  /** Intacct's name, such as `CUSTOMERID`; dotted for a field of an owned record. */
  readonly id: string;
  readonly label: string;
  /** `text`, `integer`, `boolean`, `date`, `timestamp`, `enum`, `decimal`, `currency`, `percent` or `sequence`. */
  readonly type: string;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly custom: boolean;
  /** Of an `enum`: its words. */
  readonly choices: readonly string[];
}

export interface RelationshipDescription {
  /** Goes before the related object's fields in queries: `CUSTOMER` in `CUSTOMER.NAME`. */
  readonly path: string;
  readonly object: string;
  readonly label: string;
  /** `MANY2ONE`, `ONE2MANY`, … */
  readonly type: string;
  readonly by: string;
}

export interface ObjectDescription {
  readonly object: string;
  readonly fields: readonly FieldDescription[];
  readonly relationships: readonly RelationshipDescription[];
}

const rememberedMs = 600_000;

/** What an object's records are made of. Kept for ten minutes; see `describeAnew`. Throws `object_unknown`. */
export function describe(intacct: IntacctClient, object: string, documentType?: string): Promise<ObjectDescription> {
  return intacct.recall(nameOf(object, documentType), rememberedMs, async () => {
    const body = { object, docparid: documentType };
    const { data } = await intacct.execute({ name: 'lookup', body });
    return descriptionFrom(childOf(data.node, 'Type'));
  });
}

/** For who doubts what was kept: somebody may have added a field since. */
export function describeAnew(intacct: IntacctClient, object: string, documentType?: string) {
  intacct.forget(nameOf(object, documentType));
  return describe(intacct, object, documentType);
}

const nameOf = (object: string, documentType = '') => `lookup ${object.toUpperCase()} ${documentType}`;

function descriptionFrom(type: XmlNode | undefined): ObjectDescription {
  return {
    object: textOf(type, '@Name'),
    fields: childrenOf(childOf(type, 'Fields'), 'Field').map(fieldFrom),
    relationships: childrenOf(childOf(type, 'Relationships'), 'Relationship').map((node) => ({
      path: textOf(node, 'OBJECTPATH'),
      object: textOf(node, 'OBJECTNAME'),
      label: textOf(node, 'LABEL'),
      type: textOf(node, 'RELATIONSHIPTYPE'),
      by: textOf(node, 'RELATEDBY'),
    })),
  };
}

function fieldFrom(node: XmlNode): FieldDescription {
  const choices = childrenOf(childOf(node, 'VALIDVALUES'), 'VALIDVALUE');
  return {
    id: textOf(node, 'ID'),
    label: textOf(node, 'LABEL'),
    type: textOf(node, 'DATATYPE').toLowerCase(),
    required: textOf(node, 'REQUIRED') === 'true',
    readOnly: textOf(node, 'READONLY') === 'true',
    custom: textOf(node, 'ISCUSTOM') === 'true',
    choices: choices.filter((choice) => typeof choice === 'string'),
  };
}
