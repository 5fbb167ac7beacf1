#!/usr/bin/env -S npx tsx
/** Prints how many lines the definitions of actions take. */
import { actionGroups } from './actions/groups.js';
import { actionSources, linesOf, medianLines } from './generate/action-sources.js';

const names = (await actionGroups()).flatMap(({ actions }) => actions.map(({ name }) => name));
const sources = await actionSources(names);
const longest = sources.sort((one, other) => linesOf(other) - linesOf(one)).slice(0, 5);
console.log(`${sources.length} actions, median ${medianLines(sources)} lines`);
for (const source of longest) console.log(`${String(linesOf(source)).padStart(4)}  ${source.name} (${source.file})`);
