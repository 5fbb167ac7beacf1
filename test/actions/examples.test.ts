import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { type Connection, connectTo } from '../support/actions.js';
import { callOn, intacctActions, prepared } from '../support/examples.js';

let sandbox: IntacctSandbox;
let connection: Connection;

beforeAll(async () => {
  sandbox = await startSandbox();
  connection = await connectTo(sandbox);
});

afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await sandbox.close();
});

describe('the example of', () => {
  test.each(intacctActions)('%s works against the sandbox', async (name, { example }) => {
    const input = await prepared(connection.company, example);

    await expect(callOn(connection.company, name, input)).resolves.toBeDefined();
  });
});
