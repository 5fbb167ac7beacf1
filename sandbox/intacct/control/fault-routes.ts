import { z } from 'zod';
import type { FaultRule } from '../faults/faults.js';
import { FAULT_KINDS, type FaultKind } from '../faults/kinds.js';
import { parsed } from './input.js';
import { NotFound, type Route } from './route.js';

const Rule = z.strictObject({
  kind: z.enum(Object.keys(FAULT_KINDS) as [FaultKind, ...FaultKind[]]),
  match: z.strictObject({ function: z.string(), object: z.string(), customer: z.string() }).partial().optional(),
  stage: z.enum(['before', 'after']).optional(),
  times: z.int().positive().optional(),
  probability: z.number().min(0).max(1).optional(),
  delayMs: z.number().min(0).optional(),
  error: z.strictObject({ errorno: z.string(), text: z.string() }).optional(),
});

const Seed = z.strictObject({ seed: z.int() });

export const FAULT_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/faults',
    about: 'Rules that can still strike, and how often each has.',
    handle: ({ sandbox }) => sandbox.faults.list(),
  },
  {
    method: 'POST',
    path: '/faults',
    about: 'Adds a rule: kind, and if wanted match, stage, times, probability, delayMs, error. Returns its ID.',
    // Absent keys stay absent after parsing, which is all that the stricter type asks for.
    handle: ({ sandbox, body }) => ({ id: sandbox.faults.add(parsed(Rule, body) as FaultRule).id }),
  },
  {
    method: 'DELETE',
    path: '/faults',
    about: 'Removes all rules.',
    handle: ({ sandbox }) => sandbox.faults.clear(),
  },
  {
    method: 'DELETE',
    path: '/faults/:id',
    about: 'Removes one rule.',
    handle: ({ sandbox, params }) => {
      if (!sandbox.faults.remove(Number(params.id))) throw new NotFound(`There is no fault ${params.id} any more.`);
    },
  },
  {
    method: 'PUT',
    path: '/faults/seed',
    about: 'Starts the sequence of chances anew: {"seed": 7}.',
    handle: ({ sandbox, body }) => sandbox.faults.seed(parsed(Seed, body).seed),
  },
];
