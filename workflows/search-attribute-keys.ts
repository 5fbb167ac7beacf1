import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** What operators find runs by. Registered on the server before a worker starts. */
export const searchAttributeKeys = {
  IntacctConnection: defineSearchAttributeKey('IntacctConnection', SearchAttributeType.KEYWORD),
  IntacctObject: defineSearchAttributeKey('IntacctObject', SearchAttributeType.KEYWORD),
  /** Number or ID as people know it, such as the invoice number. */
  IntacctRecord: defineSearchAttributeKey('IntacctRecord', SearchAttributeType.KEYWORD),
  /** ID in the other system, such as `deal 5001`. */
  ExternalId: defineSearchAttributeKey('ExternalId', SearchAttributeType.KEYWORD),
  NeedsAttention: defineSearchAttributeKey('NeedsAttention', SearchAttributeType.BOOL),
};
