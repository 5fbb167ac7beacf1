#!/usr/bin/env -S npx tsx
/** `npm run sandbox`: the same as `temporal-intacct sandbox`. */
import { runCommand, sandboxCommand } from './sandbox/command.js';

await runCommand(sandboxCommand());
