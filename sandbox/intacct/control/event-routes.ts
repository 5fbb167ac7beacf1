import type { EventRuleInput } from '../events/rule.js';
import { NotFound, type Route } from './route.js';

export const EVENT_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/events',
    about: 'Smart events and webhooks that are set up.',
    handle: ({ sandbox }) => sandbox.events.list(),
  },
  {
    method: 'POST',
    path: '/events',
    about: 'Sets one up: kind, object, events, condition, url, and arguments or body. Returns its ID.',
    // `add` checks what was sent.
    handle: ({ sandbox, body }) => ({ id: sandbox.events.add(body as EventRuleInput).id }),
  },
  {
    method: 'DELETE',
    path: '/events/:id',
    about: 'Removes one.',
    handle: ({ sandbox, params }) => {
      if (!sandbox.events.remove(Number(params.id))) throw new NotFound(`There is no event ${params.id}.`);
    },
  },
  {
    method: 'GET',
    path: '/events/deliveries',
    about: 'Every attempt to deliver one, with what the receiver answered.',
    handle: ({ sandbox }) => sandbox.events.deliveries,
  },
];
