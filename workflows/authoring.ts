/** What authors of workflows import (`temporal-intacct/workflow`). */
export { type ActionOptions, hubspot, intacct } from './actions.js';
export { failureType } from './failure-type.js';
export { type Findable, findableBy } from './findable.js';
export { Progress, type Status, statusQuery } from './progress.js';
export { allOrNothing, type Remember } from './undo.js';
