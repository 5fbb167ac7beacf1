// A server that takes 30 events, begins to forward them and never ends: node --import tsx killed-server.ts <folder>.
import { openStore } from '../../../store/open.js';
import { rowOf } from '../../../webhooks/event.js';
import { Forwarder } from '../../../webhooks/forwarder.js';

const { inbox } = await openStore({ folder: process.argv[2] ?? '' });
const events = Array.from({ length: 30 }, (_, place) => ({
  eventId: `k${place}`,
  event: {
    source: 'generic',
    account: 'a',
    object: 'o',
    change: '',
    recordId: `${place % 10}`,
    payload: { eventId: `k${place}` },
  },
})) as Parameters<typeof rowOf>[0][];
await inbox.add(events.map(rowOf));
const handle = () => {
  console.log('working');
  return new Promise<never>(() => {});
};
new Forwarder({ inbox, handle, leaseMs: 500 }).start();
setInterval(() => {}, 1000);
