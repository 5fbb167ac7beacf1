#!/usr/bin/env -S npx tsx
/** `npm run codec`: the same as `temporal-intacct codec`. */
import { codecCommand } from './codec/command.js';
import { runCommand } from './sandbox/command.js';

await runCommand(codecCommand());
