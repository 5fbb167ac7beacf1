import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { actionDefiner, callAction } from '../../connectors/action.js';

interface Greeter {
  greet(name: string): string;
}

const defineAction = actionDefiner<Greeter>();

const greet = defineAction({
  summary: 'Greet somebody.',
  effect: 'read',
  permissions: [],
  example: { input: {} as never },
  source: 'https://example.com/greet',
  input: z.strictObject({
    name: z.string().min(1),
    lines: z.array(z.strictObject({ amount: z.string() })).default([]),
  }),
  output: z.looseObject({ text: z.string() }),
}).run(async ({ name }, greeter) => ({ text: greeter.greet(name), more: 'passes through' }));

const greeter: Greeter = { greet: (name) => `Hello ${name}` };

describe('calling an action', () => {
  test('hands the parsed input to run and returns what run returns, further fields included', async () => {
    await expect(callAction('greet', greet, { name: 'Ada' }, greeter)).resolves.toEqual({
      text: 'Hello Ada',
      more: 'passes through',
    });
  });

  test('refuses an unknown field, a missing one and a wrong type before run is called, all at once', async () => {
    const never: Greeter = {
      greet: () => {
        throw new Error('called');
      },
    };
    const sent = { nmae: 'Ada', lines: [{ amount: 5 }] };

    await expect(callAction('greet', greet, sent, never)).rejects.toMatchObject({
      kind: 'invalid_input',
      retry: 'no',
      message: expect.stringMatching(/^greet: name: .*; lines\[0\]\.amount: .*nmae/),
      advice: expect.stringContaining('Nothing was sent'),
      details: { field: 'name' },
    });
  });

  test('reports a result without a promised field as unexpected_response', async () => {
    const silent = { greet: () => undefined as unknown as string };

    await expect(callAction('greet', greet, { name: 'Ada' }, silent)).rejects.toMatchObject({
      kind: 'unexpected_response',
      message: expect.stringContaining('text'),
    });
  });
});
