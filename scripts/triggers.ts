#!/usr/bin/env -S npx tsx
/** `npm run triggers`: the same as `temporal-intacct triggers`. */
import { runCommand } from './sandbox/command.js';
import { triggersCommand } from './triggers/command.js';

await runCommand(triggersCommand());
