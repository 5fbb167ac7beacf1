/** HubSpot's API release; every path is built from it. Supported 18 months from its month. */
export const apiVersion = '2026-09';

export type ObjectType = 'deals' | 'companies' | 'contacts' | 'line_items' | 'notes';

/** `type` is a name, such as `deals`, or an object type ID, such as `0-3` or `2-1234567` of a custom object. */
export const paths = {
  records: (type: string) => `/crm/objects/${apiVersion}/${type}`,
  record: (type: string, id: string) => `/crm/objects/${apiVersion}/${type}/${encodeURIComponent(id)}`,
  batchRead: (type: string) => `/crm/objects/${apiVersion}/${type}/batch/read`,
  search: (type: string) => `/crm/objects/${apiVersion}/${type}/search`,
  links: (from: string, to: string) => `/crm/associations/${apiVersion}/${from}/${to}/batch/read`,
  properties: (type: string) => `/crm/properties/${apiVersion}/${type}`,
  propertyGroups: (type: string) => `/crm/properties/${apiVersion}/${type}/groups`,
  /** Has no date version yet. */
  accountInfo: '/account-info/v3/details',
};
