import type { Calls } from '../action.js';
import * as association from './objects/association.js';
import * as company from './objects/company.js';
import * as contact from './objects/contact.js';
import * as deal from './objects/deal.js';
import * as dealProperties from './objects/deal-properties.js';
import * as dealSearch from './objects/deal-search.js';
import * as lineItem from './objects/line-item.js';
import * as note from './objects/note.js';

/** Every HubSpot action by name. */
export const hubspotCatalogue = {
  ...deal,
  ...dealSearch,
  ...dealProperties,
  ...company,
  ...contact,
  ...lineItem,
  ...association,
  ...note,
};

export type HubSpotCalls = Calls<typeof hubspotCatalogue>;
