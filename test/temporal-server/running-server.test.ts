import { createServer } from 'node:http2';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Connection } from '@temporalio/client';
import { startTemporal, type TemporalServer } from '../../scripts/temporal/server.js';
import { ensureSearchAttributes, SEARCH_ATTRIBUTES } from '../../temporal/search-attributes.js';
import { until } from '../../temporal/until.js';
import { accepts, atEnd, occupyPort } from './helpers.js';

const KEYWORD = 2;
const INT = 3;

let server: TemporalServer;
let connection: Connection;

beforeAll(async () => {
  const { TEMPORAL_ADDRESS: _, ...env } = process.env;
  server = await startTemporal({ env, ui: false, usualPorts: false });
  connection = await Connection.connect({ address: server.address });
});

afterAll(async () => {
  await connection.close();
  await server.stop();
});

/** A namespace as others make them: without our search attributes. */
async function namespaceWith(searchAttributes: Record<string, number>): Promise<string> {
  const namespace = `team-${Object.keys(searchAttributes).join('-') || 'empty'}`.toLowerCase();
  const workflowExecutionRetentionPeriod = { seconds: 86_400 as unknown as Long };
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
  const known = () => connection.operatorService.listSearchAttributes({ namespace }).then(() => true);
  await until(known, { what: 'the new namespace', timeoutMs: 20_000 });
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  return namespace;
}

describe('TEMPORAL_ADDRESS', () => {
  const use = (more: NodeJS.ProcessEnv) => startTemporal({ env: { TEMPORAL_ADDRESS: server.address, ...more } });

  test('is used as it is: nothing is started, and stop does nothing', async () => {
    const running = await use({ TEMPORAL_UI_URL: 'http://ui.example' });

    expect(running).toMatchObject({ address: server.address, namespace: 'default', external: true });
    expect(running.uiUrl).toBe('http://ui.example');
    await running.stop();
    await expect(accepts(server.address)).resolves.toBe(true);
  });

  test('registers the search attributes that TEMPORAL_NAMESPACE lacks', async () => {
    const namespace = await namespaceWith({ ExternalId: KEYWORD });

    await expect(use({ TEMPORAL_NAMESPACE: namespace })).resolves.toMatchObject({ namespace });

    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    expect(Object.keys(customAttributes).sort()).toEqual(Object.keys(SEARCH_ATTRIBUTES).sort());
  });

  test('is refused with the command to run when the namespace does not exist', async () => {
    await expect(use({ TEMPORAL_NAMESPACE: 'nobodys' })).rejects.toThrow(
      'temporal operator namespace create --namespace nobodys',
    );
  });

  test('is refused when a search attribute has another type', async () => {
    const namespace = await namespaceWith({ NeedsAttention: INT });

    await expect(use({ TEMPORAL_NAMESPACE: namespace })).rejects.toThrow(/NeedsAttention exists .* as Int, but Bool/);
  });

  test('is refused with advice when no server answers there', async () => {
    const address = `127.0.0.1:${await occupyPort()}`;

    await expect(startTemporal({ env: { TEMPORAL_ADDRESS: address } })).rejects.toThrow(
      `No Temporal server answers at TEMPORAL_ADDRESS=${address}`,
    );
  });
});

/** A server that answers every call with a gRPC status. */
async function serverWhereOperatorIsDenied(): Promise<string> {
  const refusing = createServer();
  refusing.on('stream', (stream, headers) => {
    // 7: permission denied, 3: invalid argument, as for a search attribute that is not there.
    const status = String(headers[':path']).includes('OperatorService') ? '7' : '3';
    stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'grpc-status': status }, { endStream: true });
  });
  await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
  atEnd(() => refusing.close());
  const address = refusing.address();
  return address !== null && typeof address === 'object' ? `127.0.0.1:${address.port}` : '';
}

test('names the exact command for somebody else when we may not register search attributes', async () => {
  const denied = Connection.lazy({ address: await serverWhereOperatorIsDenied() });
  atEnd(() => denied.close());

  await expect(ensureSearchAttributes(denied, 'finance')).rejects.toThrow(
    'temporal operator search-attribute create --namespace finance --name IntacctConnection --type Keyword ' +
      '--name IntacctObject --type Keyword --name IntacctRecord --type Keyword --name ExternalId --type Keyword ' +
      '--name NeedsAttention --type Bool',
  );
});
