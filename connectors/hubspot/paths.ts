/** HubSpot's API release; every path is built from it. Supported 18 months from its month (facts/hubspot.md §0). */
export const apiVersion = '2026-09';

export type ObjectType = 'deals' | 'companies' | 'contacts' | 'line_items';

export const paths = {
  record: (type: ObjectType, id: string) => `/crm/objects/${apiVersion}/${type}/${encodeURIComponent(id)}`,
  batchRead: (type: ObjectType) => `/crm/objects/${apiVersion}/${type}/batch/read`,
  properties: (type: ObjectType, kind: 'group' | 'property') =>
    `/crm/properties/${apiVersion}/${type}${kind === 'group' ? '/groups' : ''}`,
  /** Has no date version yet. */
  accountInfo: '/account-info/v3/details',
};
