#!/usr/bin/env -S npx tsx
/** Measures what the documentation claims. Each group of figures runs alone, one after the other. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { documentOf, type Measured } from './document.js';
import { asJson, asTable, missedGoals } from './figures.js';
import { gateway } from './gateway/group.js';
import type { Group, Size } from './group.js';
import { workflows } from './workflows/group.js';

interface Flags {
  readonly json?: true;
  readonly save?: true;
  readonly size: Size;
}

const groups: Readonly<Record<string, Group>> = { gateway, workflows };
const names = Object.keys(groups);
const saved = join(import.meta.dirname, '..', 'docs', 'benchmarks.md');

await new Command('bench')
  .description('Measures figures and compares them with their goals.')
  .addArgument(new Argument('[groups...]', 'which figures').choices(names).default(names, 'all'))
  .option('--json', 'print the figures as one line of JSON')
  .option('--save', 'write them to docs/benchmarks.md')
  .addOption(
    new Option('--size <size>', 'tiny only shows that everything runs').choices(['full', 'tiny']).default('full'),
  )
  .action(run)
  .parseAsync();

async function run(asked: readonly string[], flags: Flags): Promise<void> {
  const measured: Measured[] = [];
  for (const [name, group] of Object.entries(groups).filter(([name]) => asked.includes(name))) {
    const figures = await group.measure(flags.size, (progress) => console.error(`${name}: ${progress} …`));
    measured.push({ name, group, figures });
  }
  print(measured, flags.json === true);
  if (flags.save) await writeFile(saved, documentOf(measured));
}

function print(measured: readonly Measured[], json: boolean): void {
  const figures = measured.flatMap((each) => each.figures);
  console.log(json ? asJson(figures) : [asTable(figures), ...missedGoals(figures)].join('\n'));
}
