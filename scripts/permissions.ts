#!/usr/bin/env -S npx tsx
/** `npm run permissions`: the same as `temporal-intacct permissions`. */
import { permissionsCommand } from './permissions/command.js';
import { runCommand } from './sandbox/command.js';

await runCommand(permissionsCommand());
