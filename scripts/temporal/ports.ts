import { createServer } from 'node:net';

const HOST = '127.0.0.1';

export interface Ports {
  server: number;
  ui: number;
}

export const USUAL_PORTS: Ports = { server: 7233, ui: 8233 };

/** The wanted ports where they are free, others where not. Somebody may take them before we use them. */
export async function pickPorts(wanted: Ports | undefined): Promise<Ports> {
  const [server, ui] = await Promise.all([pickPort(wanted?.server), pickPort(wanted?.ui)]);
  return { server, ui };
}

async function pickPort(wanted: number | undefined): Promise<number> {
  return (wanted !== undefined && (await listenOnce(wanted))) || (await freePort());
}

async function freePort(): Promise<number> {
  const port = await listenOnce(0);
  if (port === undefined) throw new Error(`No free port on ${HOST}`);
  return port;
}

/** Listens on the port for a moment. Returns the port, or undefined if it cannot be had. */
function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ host: HOST, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : undefined));
    });
  });
}
