import { z } from 'zod';
import { checkedSettings } from '../company/setting-values.js';
import { SERVICE_TIMES, type ServiceTimeChoice, type ServiceTimePreset } from '../service-time/presets.js';
import { parsed } from './input.js';
import type { Route } from './route.js';

const milliseconds = z.number().min(0);

export const ServiceTimeInput = z.union([
  z.enum(Object.keys(SERVICE_TIMES) as [ServiceTimePreset, ...ServiceTimePreset[]]),
  z
    .strictObject({
      requestMs: milliseconds,
      readMs: milliseconds,
      documentMs: milliseconds,
      rowMs: milliseconds,
      jitter: z.number().min(0).max(1),
    })
    .partial(),
]);

const Advance = z.strictObject({ milliseconds: z.number() });
const Expire = z.strictObject({ sessionId: z.string().optional() }).optional();
const Restart = z.strictObject({ downMs: milliseconds.optional() }).optional();

export const TIME_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/settings', about: 'All settings.', handle: ({ sandbox }) => sandbox.settings },
  {
    method: 'PATCH',
    path: '/settings',
    about: 'Changes the settings that are sent; unknown names and wrong values are refused. Returns all.',
    handle: ({ sandbox, body }) => Object.assign(sandbox.settings, checkedSettings(body)),
  },
  {
    method: 'GET',
    path: '/service-time',
    about: 'How long requests take.',
    handle: ({ sandbox }) => sandbox.serviceTime,
  },
  {
    method: 'PUT',
    path: '/service-time',
    about: 'Chooses a preset ("typical") or replaces parts ({"documentMs": 50}).',
    handle: ({ sandbox, body }) => {
      sandbox.serviceTime = parsed(ServiceTimeInput, body) as ServiceTimeChoice;
      return sandbox.serviceTime;
    },
  },
  {
    method: 'GET',
    path: '/clock',
    about: 'The time of the company.',
    handle: ({ sandbox }) => ({ time: new Date(sandbox.clock.now()).toISOString() }),
  },
  {
    method: 'POST',
    path: '/clock/advance',
    about: 'Puts the clock ahead, or back: {"milliseconds": 60000}.',
    handle: ({ sandbox, body }) => {
      sandbox.clock.advance(parsed(Advance, body).milliseconds);
      return { time: new Date(sandbox.clock.now()).toISOString() };
    },
  },
  {
    method: 'POST',
    path: '/sessions/expire',
    about: 'Ends all sessions, or one: {"sessionId": "…"}.',
    handle: ({ sandbox, body }) => sandbox.expireSessions(parsed(Expire, body)?.sessionId),
  },
  {
    method: 'POST',
    path: '/restart',
    about: 'Breaks all connections and ends all sessions; the books stay. {"downMs": 500}: not back before that.',
    handle: ({ sandbox, body }) => sandbox.restart(parsed(Restart, body)?.downMs),
  },
];
