#!/usr/bin/env -S npx tsx
/** `npm run attention`: the same as `temporal-intacct attention`. */
import { attentionCommand } from './attention/command.js';
import { runCommand } from './sandbox/command.js';

await runCommand(attentionCommand());
