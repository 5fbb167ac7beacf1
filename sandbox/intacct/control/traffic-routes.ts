import { usageOf } from '../gateway/seen.js';
import { countsOf } from './book-routes.js';
import { pageOf } from './input.js';
import type { Route } from './route.js';

export const TRAFFIC_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/state',
    about: 'Everything at a glance.',
    handle: ({ sandbox }) => ({
      endpoint: sandbox.endpoint,
      companyId: sandbox.credentials.companyId,
      time: new Date(sandbox.clock.now()).toISOString(),
      serviceTime: sandbox.serviceTime,
      faults: sandbox.faults.list().length,
      commits: sandbox.commits.length,
      usage: usageOf(sandbox.requests),
      trialBalance: sandbox.books.trialBalance(),
      counts: countsOf(sandbox),
    }),
  },
  {
    method: 'GET',
    path: '/requests',
    about: 'Every request the gateway has seen, oldest first, and how many ran side by side and per minute.',
    handle: ({ sandbox: { requests }, query }) => {
      const { offset, limit } = pageOf(query);
      return { usage: usageOf(requests), offset, requests: requests.slice(offset, offset + limit) };
    },
  },
  {
    method: 'GET',
    path: '/commits',
    about: 'Every document written for good, oldest first.',
    handle: ({ sandbox: { commits }, query }) => {
      const { offset, limit } = pageOf(query);
      return { total: commits.length, offset, commits: commits.slice(offset, offset + limit) };
    },
  },
];
