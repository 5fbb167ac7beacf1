import type { AssociationType } from './association-types.js';
import type { RecordRef } from './links.js';

/** Who changed something, as it appears in webhook events and in a property's history. */
export interface Source {
  changeSource: string;
  sourceId?: string;
}

/** A person working in HubSpot's pages. */
export const crmUser: Source = { changeSource: 'CRM_UI', sourceId: 'userId:12' };

/** HubSpot recomputing something. */
export const recalculation: Source = { changeSource: 'CALCULATED' };

interface ChangeFacts {
  at: number;
  source: Source;
}

export type CrmChange = ChangeFacts &
  (
    | { kind: 'created'; record: RecordRef }
    | { kind: 'archived'; record: RecordRef }
    | { kind: 'restored'; record: RecordRef }
    /** `record` is the new one that takes the place of `primaryId` and `mergedId`. */
    | { kind: 'merged'; record: RecordRef; primaryId: string; mergedId: string; propertiesMoved: number }
    | { kind: 'property'; record: RecordRef; name: string; value: string }
    | { kind: 'linked'; from: RecordRef; to: RecordRef; type: AssociationType; removed: boolean }
  );
