import { afterAll, beforeAll } from '@jest/globals';
import { openStore, type Store } from '../../store/open.js';
import { describeLedger } from './ledger.contract.js';
import { describeLimits, TestClock } from './limits.contract.js';
import { describeLimitsAtRandom } from './limits.property.js';

const clock = new TestClock();
let store: Store;

beforeAll(async () => {
  store = await openStore({ timing: { clock: clock.read } });
});

afterAll(() => store?.close());

describeLedger(() => store.ledger);
describeLimits(() => store.limits, clock);
describeLimitsAtRandom(() => store.limits, clock, 20);
