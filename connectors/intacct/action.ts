import { actionDefiner } from '../action.js';
import type { IntacctClient } from './client.js';

/** Defines an Intacct action; its `run` is handed the connected company. */
export const defineAction = actionDefiner<IntacctClient>();
