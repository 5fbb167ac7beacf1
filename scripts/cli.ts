#!/usr/bin/env node
import { Command } from 'commander';
import { runCommand, sandboxCommand } from './sandbox/command.js';

const program = new Command('temporal-intacct').description('Sage Intacct and HubSpot for Temporal workflows.');
program.addCommand(sandboxCommand());

await runCommand(program);
