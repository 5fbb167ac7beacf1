import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { intacctActivities } from '../../activities/intacct.js';
import { intacctCatalogue } from '../../connectors/intacct/catalogue.js';
import { permissionsFor } from '../../connectors/permissions.js';
import { actionsCommand } from '../../scripts/actions/command.js';
import { actionGroups } from '../../scripts/actions/groups.js';
import { literal, snippet } from '../../scripts/actions/snippet.js';
import { namesDocument } from '../../scripts/generate/names.js';
import { permissionsCommand } from '../../scripts/permissions/command.js';
import { filled } from '../../workflows/placeholders.js';
import { intacctActions } from '../support/examples.js';

let printed: string[];

beforeEach(() => {
  printed = [];
  jest.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
});

afterEach(() => {
  jest.restoreAllMocks();
});

async function actions(...words: string[]): Promise<string> {
  await actionsCommand().parseAsync(words, { from: 'user' });
  return printed.join('\n');
}

async function permissions(...words: string[]): Promise<string> {
  await permissionsCommand().parseAsync(words, { from: 'user' });
  return printed.join('\n');
}

describe('the command for actions', () => {
  test('lists every action with its effect and what it does', async () => {
    const lines = (await actions()).split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(intacctActions.length);
    for (const [name, { effect, summary }] of intacctActions) {
      expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${name} +${effect} +`)));
      expect(lines).toContainEqual(expect.stringContaining(summary));
    }
  });

  test('keeps to the actions that a word fits, and gives them as JSON to scripts', async () => {
    const found: { name: string }[] = JSON.parse(await actions('ar-invoice', '--json'));
    expect(found).toContainEqual(
      expect.objectContaining({ name: 'createInvoice', effect: 'create', group: 'ar-invoice' }),
    );
    expect(found).not.toContainEqual(expect.objectContaining({ name: 'createCustomer' }));
  });

  test('tells the fields, the example, the permissions and the source of one', async () => {
    const text = await actions('createinvoice');
    expect(text).toMatch(/^createInvoice \(create\): /);
    expect(text).toMatch(/ {2}customerId \* +text/);
    expect(text).toContain('await createInvoice({');
    expect(text).toContain('Accounts Receivable / Invoices / Add');
    expect(text).toContain(intacctCatalogue.createInvoice.source);
  });

  test('ends with 1 and names the nearest actions when there is none of this name', () => {
    const cli = join(import.meta.dirname, '../../scripts/cli.ts');
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', cli, 'actions', 'creatInvoce']);
    expect(String(stderr)).toContain('There is no action "creatInvoce". Did you mean createInvoice,');
    expect(status).toBe(1);
  });
});

describe('the command for permissions', () => {
  test('merges what several actions need into one table of applications and objects', async () => {
    expect(await permissions('createInvoice', 'deleteInvoice', 'getCustomer')).toMatch(
      /Accounts Receivable +Customers +View\nAccounts Receivable +Invoices +List, View, Add, Delete/,
    );
  });

  test('gives the same as JSON, scopes of HubSpot apart', async () => {
    const needed = JSON.parse(await permissions('createInvoice', 'updateDeal', '--json'));
    expect(needed).toEqual(permissionsFor(['updateDeal', 'createInvoice']));
    expect(needed.hubspot).toEqual(['crm.objects.deals.read', 'crm.objects.deals.write']);
  });

  test('tells apart actions of one name by their system', async () => {
    expect(await permissions('hubspot.getContact')).toBe('HUBSPOT SCOPES\ncrm.objects.contacts.read');
    expect(permissionsFor(['getContact'])).toEqual(permissionsFor(['intacct.getContact']));
    await expect(permissions('hubspot.createInvoice')).rejects.toThrow('There is no action "hubspot.createInvoice".');
  });

  test('refuses an unknown name and proposes the nearest', async () => {
    await expect(permissions('creatInvoice')).rejects.toThrow(
      'There is no action "creatInvoice". Did you mean createInvoice',
    );
    await expect(permissions('toString')).rejects.toThrow('There is no action "toString".');
  });
});

describe('an example written as code', () => {
  const variables = { invoice: { key: '8', lines: [{ key: '9' }] }, it: 'x' };
  const evaluated = (value: unknown): unknown =>
    new Function(...Object.keys(variables), `return (${literal(value)});`)(...Object.values(variables));

  test('means the same as the data it is written from', () => {
    const value = {
      key: '{{invoice.key}}',
      line: '{{ invoice.lines.0.key }}',
      text: `about {{invoice.key}} and $\{this} \`x\` \\ it's "so"`,
      plain: 'it\'s "a" \\ \n line',
      'odd name': [1, true, null, { deep: ['x'.repeat(80), 'y'.repeat(80)] }],
      empty: {},
      none: [],
    };
    expect(evaluated(value)).toEqual(filled(value, variables));
  });

  test('shows the calls that come first', () => {
    const given = [{ as: 'invoice', action: 'createInvoice', input: { customerId: 'C100' } }];
    expect(snippet('getInvoice', { example: { given, input: { key: '{{invoice.key}}' } } })).toBe(
      "const invoice = await createInvoice({ customerId: 'C100' });\nawait getInvoice({ key: invoice.key });",
    );
  });
});

describe('the list of names', () => {
  test('refuses to lose one that has no alias', async () => {
    const names = namesDocument(await actionGroups());
    const before = JSON.stringify({ intacct: ['createInvoice', 'raiseInvoice'], hubspot: [] });
    expect(() => names.render(before)).toThrow(/^raiseInvoice: no action has this name any more/);
    expect(JSON.parse(await names.render())).toMatchObject({ intacct: expect.arrayContaining(['createInvoice']) });
  });

  test('is what a worker can be asked for', async () => {
    const names = JSON.parse(await namesDocument(await actionGroups()).render());
    const activities = Object.keys(intacctActivities({} as never));
    expect(activities).toEqual(expect.arrayContaining(names.intacct.map((name: string) => `intacct.${name}`)));
  });
});
