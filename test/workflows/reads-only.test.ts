import { expect, test } from '@jest/globals';
import { readsOnly } from '../../workflows/reads-only.js';
import { intacctActions } from '../support/examples.js';

test('no action that writes is taken for one that reads, whose cancellation would not be looked into', () => {
  const writes = intacctActions.filter(([, { effect }]) => effect !== 'read').map(([name]) => name);

  expect(writes.length).toBeGreaterThan(50);
  expect(writes.filter(readsOnly)).toEqual([]);
});
