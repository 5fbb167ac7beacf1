#!/usr/bin/env -S npx tsx
/** `npm run doctor`: the same as `temporal-intacct doctor`. */
import { doctorCommand } from './doctor/command.js';
import { runCommand } from './sandbox/command.js';

await runCommand(doctorCommand());
