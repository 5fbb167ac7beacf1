import { describe, expect, test } from '@jest/globals';
import type { Fault } from '../../../sandbox/hubspot/index.js';
import { harborLabs } from '../../sandbox-hubspot/helpers/sandbox.js';
import { account, callOn, clientOf, fixedToken } from './connect.js';

async function failureOf(fault: Fault) {
  const hubspot = await account();
  hubspot.faults.add(fault);
  const client = clientOf(fixedToken(hubspot));
  return callOn(client, 'getDealStage', { id: '5001' }).catch((error: unknown) => error);
}

describe('a refusal for a while', () => {
  test.each<[string, Fault, object]>([
    ['ten seconds', { kind: 'ten_secondly_limit' }, { code: 'rate_limited', retry: { afterMs: 10_000 } }],
    ['a second', { kind: 'secondly_limit' }, { code: 'rate_limited', retry: { afterMs: 1_000 } }],
    ['the day', { kind: 'daily_limit' }, { code: 'rate_limited', retry: { afterMs: 3_600_000 } }],
    [
      'as long as HubSpot says',
      { kind: 'ten_secondly_limit', retryAfterSeconds: 7 },
      { code: 'rate_limited', retry: { afterMs: 7_000 } },
    ],
    ['a locked record', { kind: 'locked' }, { code: 'record_locked', retry: { afterMs: 2_000 } }],
    [
      'an account that moves',
      { kind: 'migrating', retryAfterSeconds: 120 },
      { code: 'account_migrating', retry: { afterMs: 120_000 } },
    ],
    ['an outage', { kind: 'bad_gateway_html' }, { code: 'unavailable', retry: 'soon' }],
  ])('of %s says when to come back', async (_, fault, expected) => {
    expect(await failureOf(fault)).toMatchObject(expected);
  });

  test('names the limit and HubSpot’s correlation ID', async () => {
    expect(await failureOf({ kind: 'daily_limit' })).toMatchObject({
      kind: 'throttled',
      details: { vendorCode: 'DAILY', supportId: expect.stringMatching(/^[0-9a-f-]{36}$/), title: expect.any(String) },
    });
  });
});

test('while a limit lasts nothing is sent, and whoever calls learns the time that is left', async () => {
  const hubspot = await account();
  await hubspot.createDeal(harborLabs);
  hubspot.faults.add({ kind: 'ten_secondly_limit' });
  const client = clientOf(fixedToken(hubspot));
  const call = () => callOn(client, 'getDealStage', { id: '5001' });
  await expect(call()).rejects.toMatchObject({ code: 'rate_limited' });

  const error = await call().catch((thrown) => thrown);

  expect(error).toMatchObject({ code: 'rate_limited', kind: 'throttled' });
  expect(error.retry.afterMs).toBeGreaterThan(8_000);
  expect(error.retry.afterMs).toBeLessThanOrEqual(12_000);
  expect(hubspot.requests).toHaveLength(1);
});

test('searches have a limit of their own: they keep below it, and other calls go on when it is reached', async () => {
  const hubspot = await account();
  await hubspot.createDeal(harborLabs);
  const client = clientOf(fixedToken(hubspot));

  await Promise.all(Array.from({ length: 7 }, () => callOn(client, 'searchDeals', {})));
  expect(hubspot.requests.map(({ status }) => status)).toEqual(Array(7).fill(200));

  hubspot.faults.add({ kind: 'secondly_limit' });
  await expect(callOn(client, 'searchDeals', {})).rejects.toMatchObject({ code: 'rate_limited' });
  await expect(callOn(client, 'getDealStage', { id: '5001' })).resolves.toMatchObject({ id: '5001' });
});

test('a call that is not answered in time ends, and may be repeated', async () => {
  const hubspot = await account();
  hubspot.faults.add({ kind: 'hang' });
  const client = clientOf(fixedToken(hubspot), 100);

  await expect(callOn(client, 'getDealStage', { id: '5001' })).rejects.toMatchObject({
    kind: 'unavailable',
    retry: 'soon',
  });
});

test('an answer that is no JSON is no answer', async () => {
  const hubspot = await account();
  await hubspot.createDeal(harborLabs);
  hubspot.faults.add({ kind: 'malformed_json' });

  await expect(callOn(clientOf(fixedToken(hubspot)), 'getDealStage', { id: '5001' })).rejects.toMatchObject({
    kind: 'unexpected_response',
    retry: 'soon',
  });
});
