import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Transport } from '../../../connectors/intacct/gateway/transport.js';

const reply =
  '<response><control><status>success</status></control><operation><authentication><status>success</status>' +
  '</authentication><result><status>success</status><controlid>a</controlid><key>é€😀</key></result></operation></response>';

let server: Server | undefined;
const transport = (maxReplyBytes?: number) => new Transport({ connectMs: 5_000, totalMs: 20_000 }, maxReplyBytes);

async function answering(listener: RequestListener): Promise<string> {
  const listening = createServer(listener);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}/`;
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

describe('the body of a reply', () => {
  test('is read as it arrives, byte by byte, whatever its content type says', async () => {
    const endpoint = await answering(async (_, response) => {
      response.setHeader('content-type', 'text/xml; encoding="UTF-8"');
      for (const byte of Buffer.from(reply)) {
        response.write(Uint8Array.of(byte));
        if (byte > 127) await setTimeout(1);
      }
      response.end();
    });
    const connection = transport();

    await expect(connection.post(endpoint, '<x/>')).resolves.toMatchObject({ results: [{ key: 'é€😀' }] });
    await connection.close();
  });

  test('that exceeds the limit leaves the outcome unknown, and the next call works', async () => {
    let calls = 0;
    let sent = 0;
    const endpoint = await answering((_, response) => {
      calls += 1;
      if (calls > 1) return response.end(reply);
      const more = () => {
        while (!response.destroyed && sent < 50_000_000) {
          sent += 10_000;
          if (!response.write('x'.repeat(10_000))) return;
        }
        response.end();
      };
      response.on('drain', more).write('<response>');
      more();
    });
    const connection = transport(100_000);

    await expect(connection.post(endpoint, '<x/>')).rejects.toMatchObject({
      kind: 'unknown_outcome',
      message: expect.stringContaining('more than 100000 bytes'),
    });
    await expect(connection.post(endpoint, '<x/>')).resolves.toMatchObject({ level: 'function' });
    expect(sent).toBeLessThan(50_000_000);
    await connection.close();
  });

  test('of exactly the limit is read', async () => {
    const endpoint = await answering((_, response) => response.end(reply));
    const connection = transport(Buffer.byteLength(reply));

    await expect(connection.post(endpoint, '<x/>')).resolves.toMatchObject({ level: 'function' });
    await connection.close();
  });

  test('that is no reply leaves the outcome unknown, except when the gateway in front refused', async () => {
    let status = 502;
    const endpoint = await answering((_, response) => response.writeHead(status).end('<html><body>é</body></html>'));
    const connection = transport();

    await expect(connection.post(endpoint, '<x/>')).rejects.toMatchObject({
      kind: 'unknown_outcome',
      message: 'Intacct: HTTP 502 without a readable reply (28 bytes)',
    });
    status = 404;
    await expect(connection.post(endpoint, '<x/>')).rejects.toMatchObject({ kind: 'unavailable' });
    await connection.close();
  });

  test('that breaks off leaves the outcome unknown', async () => {
    const endpoint = await answering((_, response) => {
      response.writeHead(200, { 'content-length': reply.length * 2 });
      response.write(reply.slice(0, 100), () => response.destroy());
    });
    const connection = transport();

    await expect(connection.post(endpoint, '<x/>')).rejects.toMatchObject({ kind: 'unknown_outcome' });
    await connection.close();
  });
});
