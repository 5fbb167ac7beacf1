#!/usr/bin/env -S npx tsx
/** `npm run server`: the same as `temporal-intacct server`. */
import { runCommand } from './sandbox/command.js';
import { serverCommand } from './serve/command.js';

await runCommand(serverCommand());
