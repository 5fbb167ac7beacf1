#!/usr/bin/env node
import { Command } from 'commander';
import { actionsCommand } from './actions/command.js';
import { attentionCommand } from './attention/command.js';
import { codecCommand } from './codec/command.js';
import { connectCommand } from './connect/command.js';
import { doctorCommand } from './doctor/command.js';
import { permissionsCommand } from './permissions/command.js';
import { runCommand, sandboxCommand } from './sandbox/command.js';
import { serverCommand } from './serve/command.js';
import { triggersCommand } from './triggers/command.js';

const program = new Command('temporal-intacct').description('Sage Intacct and HubSpot for Temporal workflows.');
program.addCommand(sandboxCommand()).addCommand(actionsCommand()).addCommand(permissionsCommand());
program.addCommand(attentionCommand()).addCommand(serverCommand()).addCommand(triggersCommand());
program.addCommand(codecCommand());
program.addCommand(doctorCommand()).addCommand(connectCommand());

await runCommand(program);
