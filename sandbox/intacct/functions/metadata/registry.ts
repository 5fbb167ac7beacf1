import type { FunctionDefinition } from '../definition.js';
import { getList } from '../get-list/get-list.js';
import { lookup } from '../lookup.js';
import { TERM_FUNCTIONS } from '../term.js';
import { getAuditTrail } from './audit-trail.js';
import {
  getDimensionAutofillDetails,
  getDimensionRelationships,
  getDimensionRestrictedData,
  getDimensionRestrictions,
  getDimensions,
} from './dimensions.js';
import { inspect } from './inspect.js';
import { getUserPermissions, readEntityDetails, readUserFormatting } from './user.js';

/** Functions that tell about the company, its objects and its users, and those that set up its terms. */
export const METADATA_FUNCTIONS: readonly FunctionDefinition[] = [
  getAuditTrail,
  getDimensionAutofillDetails,
  getDimensionRelationships,
  getDimensionRestrictedData,
  getDimensionRestrictions,
  getDimensions,
  getList,
  getUserPermissions,
  inspect,
  lookup,
  readEntityDetails,
  readUserFormatting,
  ...TERM_FUNCTIONS,
];
