import { afterAll, beforeAll, describe } from '@jest/globals';
import { openStore, type Store } from '../../store/open.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { describeInbox } from './inbox.contract.js';

let postgres: TestPostgres;
let inPostgres: Store;
let inPglite: Store;

beforeAll(async () => {
  postgres = await startPostgres();
  [inPostgres, inPglite] = await Promise.all([openStore({ url: postgres.url }), openStore()]);
});
afterAll(async () => {
  await Promise.all([inPostgres?.close(), inPglite?.close()]);
  await postgres?.stop();
});

describe('in PostgreSQL', () => describeInbox(() => inPostgres.inbox));
describe('in PGlite', () => describeInbox(() => inPglite.inbox));
