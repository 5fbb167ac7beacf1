import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import type { Page } from 'playwright-core';
import type { TemporalServer } from '../temporal/server.js';
import { withPalette } from './palette.js';

const width = 1280;

/** Time for what a page still fetches after it is loaded. */
const settledMs = 1_500;

/** Takes pictures of pages of the Temporal UI. */
export class Pages {
  readonly #base: string;

  constructor(
    private readonly page: Page,
    { uiUrl, namespace }: TemporalServer,
    private readonly folder: string,
  ) {
    this.#base = `${uiUrl}/namespaces/${namespace}/workflows`;
  }

  /** The list of the runs that a query finds. */
  async list(picture: string, query: string): Promise<void> {
    await this.#open(`${this.#base}?query=${encodeURIComponent(query)}`, 480);
    await this.page
      .getByRole('link', { name: /invoice|deal/ })
      .first()
      .waitFor();
    await this.#take(picture);
  }

  /** What a run says of itself. */
  async details(picture: string, run: WorkflowHandle): Promise<void> {
    await this.#open(`${await this.#pageOf(run)}/user-metadata`, 900);
    await this.page.getByText('Current Details').waitFor();
    await this.#take(picture);
  }

  /** The latest activity that failed, unfolded. */
  async failedActivity(picture: string, run: WorkflowHandle): Promise<void> {
    const { events } = await run.fetchHistory();
    const failed = events?.findLast(({ activityTaskFailedEventAttributes }) => activityTaskFailedEventAttributes);
    await this.#open(`${await this.#pageOf(run)}/history/events/${failed?.eventId}`, 760);
    await this.page.getByText(`${failed?.eventId} Activity Task Failed`).last().scrollIntoViewIfNeeded();
    await this.page.mouse.wheel(0, 2_000);
    await this.page.waitForTimeout(settledMs);
    await this.#take(picture);
  }

  /** Sends a decision by the dialogue of the UI, and pictures it before it is sent. */
  async resolve(picture: string, run: WorkflowHandle, decision: string): Promise<void> {
    await this.#open(`${await this.#pageOf(run)}/user-metadata`, 700);
    await this.page.getByRole('button', { name: 'More Actions' }).click();
    await this.page.getByRole('menuitem', { name: /update/i }).click();
    const dialogue = this.page.locator('dialog[open]');
    await dialogue.getByTestId('update-select-button').click();
    await dialogue.getByRole('option', { name: 'resolve' }).click();
    await dialogue.getByRole('textbox').last().fill(decision);
    // Left, the field lays the JSON out, which moves the button.
    await this.page.keyboard.press('Tab');
    await this.page.waitForTimeout(settledMs);
    await this.#take(picture);
    await dialogue.getByRole('button', { name: 'Submit' }).click();
  }

  async #pageOf(run: WorkflowHandle): Promise<string> {
    const { runId } = await run.describe();
    return `${this.#base}/${encodeURIComponent(run.workflowId)}/${runId}`;
  }

  async #open(url: string, height: number): Promise<void> {
    await this.page.setViewportSize({ width, height });
    await this.page.goto(url);
    await this.page.waitForTimeout(settledMs);
  }

  async #take(picture: string): Promise<void> {
    const path = join(this.folder, `${picture}.png`);
    const png = withPalette(await this.page.screenshot());
    await writeFile(path, png);
    console.log(`${path}  ${Math.ceil(png.length / 1000)} kB`);
  }
}
