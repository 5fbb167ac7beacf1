import type { intacctCatalogue } from './catalogue.js';

/**
 * Former names of actions → present ones. Running workflows go on calling an activity by the name it had when they started,
 * so a name never vanishes: rename an action and add a line here.
 */
export const intacctAliases: Readonly<Record<string, keyof typeof intacctCatalogue>> = {};
