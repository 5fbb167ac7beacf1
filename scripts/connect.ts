#!/usr/bin/env -S npx tsx
/** `npm run connect`: the same as `temporal-intacct connect`. */
import { connectCommand } from './connect/command.js';
import { runCommand } from './sandbox/command.js';

await runCommand(connectCommand());
