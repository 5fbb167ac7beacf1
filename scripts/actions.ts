#!/usr/bin/env -S npx tsx
/** `npm run actions`: the same as `temporal-intacct actions`. */
import { actionsCommand } from './actions/command.js';
import { runCommand } from './sandbox/command.js';

await runCommand(actionsCommand());
