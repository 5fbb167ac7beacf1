#!/usr/bin/env -S npx tsx
/** `npm run licences`: under which licences the packages are that production needs. Reads the lock file; asks nobody. */
import { existsSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { columns } from './actions/columns.js';

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
});

/** May be shipped inside of anything, with their text. */
const permissive = ['MIT', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'Unlicense'];

/** Others that were looked at, and why they are no obstacle. */
const lookedAt: Readonly<Record<string, string>> = {
  '@nangohq/node': 'Elastic License 2.0: may be used, not offered as a service of its own',
  '@nangohq/types': 'Elastic License 2.0: types only',
  'caniuse-lite': 'CC-BY-4.0: data, with its name',
  unionfs: 'Unlicense, by its LICENSE file',
};
const place = 'node_modules/';

const { json } = new Command('licences')
  .description(
    'Lists the packages of production with their licences. Ends with 1 when one is neither permissive nor looked at.',
  )
  .option('--json', 'print JSON, for scripts')
  .parse()
  .opts<{ json?: true }>();

const { packages } = Lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
const shipped = Object.entries(packages)
  // Packages for other platforms are not installed here.
  .filter(([path, { dev }]) => path.startsWith(place) && !dev && existsSync(path))
  .map(([path, { version = '', license, hasInstallScript = false }]) => ({
    name: path.slice(path.lastIndexOf(place) + place.length),
    version,
    licence: license ?? licenceIn(path),
    installScript: hasInstallScript,
  }));
const others = shipped.filter(({ name, licence }) => !isPermissive(licence) && !lookedAt[name]);

console.log(json ? JSON.stringify(shipped, undefined, 2) : text());
if (others.length > 0) {
  console.error(`To be looked at: ${others.map(({ name, licence }) => `${name} (${licence})`).join(', ')}`);
  process.exitCode = 1;
}

function text(): string {
  const rows = shipped.map(({ name, version, licence }) => [name, version, lookedAt[name] ?? licence]);
  return columns([['PACKAGE', 'VERSION', 'LICENCE'], ...rows]);
}

/** Of several to choose from, one is enough. */
function isPermissive(licence: string): boolean {
  return licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((each) => permissive.includes(each)));
}

/** Old packages name theirs in their own file only. */
function licenceIn(path: string): string {
  const own = z
    .object({ license: z.string().optional(), licenses: z.array(z.object({ type: z.string() })).optional() })
    .safeParse(JSON.parse(readFileSync(`${path}/package.json`, 'utf8')));
  return own.data?.license ?? own.data?.licenses?.map(({ type }) => type).join(' AND ') ?? 'unknown';
}
