import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sampleDeal } from '../../scripts/demo/sample-deals.js';
import { dealWorkflowId } from '../../triggers.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startTestDemo();
});
afterAll(() => demo.stop());

interface Delivery {
  body: string;
  url?: string;
  signedUrl?: string;
  signedBody?: string;
  timestamp?: string;
  headers?: (headers: Record<string, string>) => Record<string, string>;
}

/** Delivers as HubSpot would, except for what the test alters, and waits for what comes of it. */
async function deliver({ body, headers = (all) => all, ...given }: Delivery): Promise<number> {
  const url = given.url ?? demo.webhookUrl;
  const timestamp = given.timestamp ?? String(Date.now());
  const signed = `POST${given.signedUrl ?? url}${given.signedBody ?? body}${timestamp}`;
  const signature = createHmac('sha256', demo.hubspot.clientSecret).update(signed).digest('base64');
  const all = {
    'content-type': 'application/json',
    'x-hubspot-signature-v3': signature,
    'x-hubspot-request-timestamp': timestamp,
  };
  const { status } = await fetch(url, { method: 'POST', body, headers: headers(all) });
  await demo.forwarded();
  return status;
}

async function wonDeal(): Promise<{ dealId: string; body: string }> {
  demo.hubspot.setWebhookTarget('');
  const { dealId } = await demo.hubspot.createDeal({ ...sampleDeal, stage: 'closedwon' });
  const event = {
    eventId: 1,
    portalId: demo.hubspot.portalId,
    objectId: Number(dealId),
    subscriptionType: 'deal.propertyChange',
    propertyName: 'dealstage',
    propertyValue: 'closedwon',
    occurredAt: Date.now(),
    attemptNumber: 0,
  };
  return { dealId, body: JSON.stringify([event]) };
}

/** Runs that webhooks have started for this deal. */
const startedFor = (dealId: string) => demo.started.filter((run) => run.dealId === dealId);
const resultFor = (dealId: string) => demo.client.workflow.getHandle(startedFor(dealId)[0]?.workflowId ?? '').result();

async function runsOf(dealId: string): Promise<number> {
  const id = dealWorkflowId(String(demo.hubspot.portalId), dealId);
  const { count } = await demo.client.workflow.count(`WorkflowId = '${id}'`);
  return count;
}

const invoicesOf = (dealId: string) =>
  demo.intacct.books.list('ARINVOICE').filter(({ RECORDID }) => RECORDID === `HS-${dealId}`);

describe('a webhook delivery', () => {
  test('that comes three times at the same moment starts one run and makes one invoice', async () => {
    const { dealId, body } = await wonDeal();

    const statuses = await Promise.all([deliver({ body }), deliver({ body }), deliver({ body })]);

    expect(statuses).toEqual([204, 204, 204]);
    expect(startedFor(dealId)).toHaveLength(1);
    await resultFor(dealId);
    expect(invoicesOf(dealId)).toHaveLength(1);
  });

  test('that comes again after the invoice was posted starts nothing', async () => {
    const { dealId, body } = await wonDeal();
    await deliver({ body });
    await resultFor(dealId);

    expect(await deliver({ body })).toBe(204);

    expect(startedFor(dealId)).toHaveLength(1);
    expect(invoicesOf(dealId)).toHaveLength(1);
  });

  test('of a deal that is not won, or no longer, starts nothing whatever the payload says', async () => {
    const { dealId, body } = await wonDeal();
    await demo.hubspot.moveDealToStage(dealId, 'contractsent');

    expect(await deliver({ body })).toBe(204);
    expect(startedFor(dealId)).toEqual([]);
  });

  test('of other events is taken and ignored', async () => {
    const { dealId, body } = await wonDeal();
    const [event] = JSON.parse(body);

    expect(await deliver({ body: JSON.stringify([{ ...event, propertyName: 'amount' }]) })).toBe(204);
    expect(await deliver({ body: JSON.stringify([{ ...event, subscriptionType: 'deal.deletion' }]) })).toBe(204);
    expect(startedFor(dealId)).toEqual([]);
  });

  test('is taken when the deal cannot be read now, and starts its run as soon as it can', async () => {
    const { dealId, body } = await wonDeal();
    const run = demo.nextRun();
    demo.hubspot.faults.add({ match: { path: '/crm/objects/' }, kind: 'unavailable', times: 1 });

    expect(await deliver({ body })).toBe(204);
    expect(startedFor(dealId)).toEqual([]);
    expect(await run).toMatchObject({ dealId });
  });

  test.each<[string, (delivery: Delivery) => Delivery]>([
    ['a wrong signature', (good) => ({ ...good, headers: (all) => ({ ...all, 'x-hubspot-signature-v3': 'bm8=' }) })],
    ['no signature', (good) => ({ ...good, headers: () => ({ 'content-type': 'application/json' }) })],
    ['a timestamp older than five minutes', (good) => ({ ...good, timestamp: String(Date.now() - 301_000) })],
    ['an altered body', (good) => ({ ...good, signedBody: good.body.replace('closedwon', 'closedlost') })],
    ['a signature for another path', (good) => ({ ...good, signedUrl: `${demo.webhookUrl}/other` })],
    ['a path that is none of ours', (good) => ({ ...good, url: `${demo.webhookUrl}/other` })],
    ['another query', (good) => ({ ...good, url: `${demo.webhookUrl}?a=1`, signedUrl: demo.webhookUrl })],
  ])('with %s is refused with 401 and starts nothing', async (_, alter) => {
    const { dealId, body } = await wonDeal();

    expect(await deliver(alter({ body }))).toBe(401);

    expect(startedFor(dealId)).toEqual([]);
    expect(await runsOf(dealId)).toBe(0);
    expect(demo.hubspot.requests.filter(({ body }) => JSON.stringify(body)?.includes(`"${dealId}"`))).toEqual([]);
  });

  test('that is signed but is no list of events is refused with 400', async () => {
    expect(await deliver({ body: '{"not":"a list"}' })).toBe(400);
    expect(await deliver({ body: 'not JSON' })).toBe(400);
    expect(await deliver({ body: '' })).toBe(400);
  });
});
