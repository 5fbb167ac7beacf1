import { actionDefiner } from '../action.js';
import type { HubSpotClient } from './client.js';

/** Defines a HubSpot action; its `run` is handed the connected account. */
export const defineAction = actionDefiner<HubSpotClient>();
