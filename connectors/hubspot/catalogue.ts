import type { Calls } from '../action.js';
import * as deal from './objects/deal.js';
import * as dealProperties from './objects/deal-properties.js';

/** Every HubSpot action by name. */
export const hubspotCatalogue = { ...deal, ...dealProperties };

export type HubSpotCalls = Calls<typeof hubspotCatalogue>;
