/** What authors of workflows import (`temporal-intacct/workflow`). */
export { type ActionOptions, hubspot, intacct } from './actions.js';
export { type Approval, approved } from './approval.js';
export { type Attention, board, type Status, statusQuery } from './board.js';
export { bePatient, type Decision, decided, type Patience, resolveUpdate } from './decisions.js';
export { everyPage } from './every-page.js';
export { failureDetails, failureType } from './failure-type.js';
export { type Findable, findableBy } from './findable.js';
export { type OnRefusal, onRefusal, type StepOptions, step } from './step.js';
export { allOrNothing, type Compensate } from './undo.js';
