#!/usr/bin/env -S npx tsx
/**
 * `npm run docs:pictures`: takes the pictures of docs/operators.md from the real Temporal UI, with everything running on
 * this machine. Needs Chromium: on PATH, or named by CHROMIUM_PATH.
 */
import { join } from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { chromium } from 'playwright-core';
import { startDemo } from './demo/parts.js';
import { findChromium } from './pictures/chromium.js';
import { Pages } from './pictures/pages.js';
import { parkedInvoice, runningDeal, usualDay } from './pictures/runs.js';
import { startTemporal } from './temporal/server.js';

const folder = join(import.meta.dirname, '../docs/pictures');

/** Letters that look alike wherever they stand take less room in a picture. */
const smaller = ['--disable-lcd-text', '--disable-font-subpixel-positioning', '--font-render-hinting=full'];

Runtime.install({ logger: new DefaultLogger('ERROR') });
const executablePath = await findChromium();
// Ports of its own: a demo that is under way keeps the usual ones.
const temporal = await startTemporal({ usualPorts: false });
const demo = await startDemo({ temporal });
// Chromium's own sandbox is not to be had in most containers; it sees only pages of this machine.
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--lang=en', ...smaller] });
try {
  const pages = new Pages(await browser.newPage({ timezoneId: 'UTC' }), temporal, folder);
  await usualDay(demo);
  const running = await runningDeal(demo);
  await pages.details('running', running.run);
  await running.letGoOn();

  const parked = await parkedInvoice(demo);
  await pages.list('list', `IntacctRecord="${parked.number}"`);
  await pages.list('parked-list', 'NeedsAttention=true AND ExecutionStatus="Running"');
  await pages.details('parked', parked.run);
  await pages.failedActivity('failed-activity', parked.run);
  parked.mend();
  await pages.resolve('resolve', parked.run, '{"decision":"retry","by":"Ada","note":"October is open again"}');
  await parked.run.result();
  await pages.details('resolved', parked.run);
} finally {
  await browser.close();
  await demo.stop();
  await temporal.stop();
}
