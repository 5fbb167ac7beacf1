import { upsertSearchAttributes } from '@temporalio/workflow';
import { searchAttributeKeys } from './search-attribute-keys.js';

export interface Findable {
  readonly connection?: string | undefined;
  readonly object?: string;
  readonly record?: string | undefined;
  readonly externalId?: string;
}

/** Makes this run findable in the Temporal UI by what it works on. */
export function findableBy({ connection, object, record, externalId }: Findable): void {
  const { IntacctConnection, IntacctObject, IntacctRecord, ExternalId } = searchAttributeKeys;
  upsertSearchAttributes([
    ...(connection === undefined ? [] : [{ key: IntacctConnection, value: connection }]),
    ...(object === undefined ? [] : [{ key: IntacctObject, value: object }]),
    ...(record === undefined ? [] : [{ key: IntacctRecord, value: record }]),
    ...(externalId === undefined ? [] : [{ key: ExternalId, value: externalId }]),
  ]);
}
