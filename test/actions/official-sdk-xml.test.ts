import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { filled } from '../../workflows/placeholders.js';
import { Eavesdropper, functionName, type Leaf, leavesOf, officialXml } from '../support/function-xml.js';
import { otherFunctions } from './official-sdk-documents.js';
import { pairs } from './official-sdk-functions.js';

/** The vendor's own SDK says the same as our actions, element by element. */

let sandbox: IntacctSandbox;
let actions: Eavesdropper;

beforeAll(async () => {
  sandbox = await startSandbox();
  actions = await Eavesdropper.of(sandbox);
});

afterAll(async () => {
  await actions[Symbol.asyncDispose]();
  await sandbox.close();
});

describe('what leaves is what the official SDK sends, by', () => {
  test.each(pairs.map((pair) => [pair.action, pair] as const))(
    '%s',
    async (_, { action, input, theirs, differences = {} }) => {
      const results = typeof theirs === 'function' ? await actions.given(action) : {};
      const official = officialXml(typeof theirs === 'function' ? theirs(results) : theirs);
      const sent = await actions.sentBy(action, filled(input, results));
      const ours = sent.findLast((xml) => functionName(xml) === functionName(official));
      expect(ours ?? sent.map(functionName)).toEqual(expect.stringContaining('<function'));

      expect(leavesOf(official).length).toBeGreaterThan(0);
      const differ = differingPaths(leavesOf(ours ?? ''), leavesOf(official));
      expect(differ).toEqual(Object.keys(differences).sort());
      expect(without(differ, leavesOf(ours ?? ''))).toEqual(without(differ, leavesOf(official)));
    },
  );
});

describe('another function than the official SDK’s is called, by', () => {
  test.each(otherFunctions.map((pair) => [pair.action, pair.reason, pair] as const))(
    '%s: %s',
    async (action, _, { input, theirs }) => {
      if (typeof theirs === 'function') throw new Error('Its results are not known here.');
      const sent = (await actions.sentBy(action, input)).map(functionName);
      expect(sent).not.toContain(functionName(officialXml(theirs)));
      expect(sent).toContainEqual(expect.stringMatching(/^(create |delete$)/));
    },
  );
});

function differingPaths(ours: readonly Leaf[], theirs: readonly Leaf[]): string[] {
  const [one, other] = [ours, theirs].map((leaves) => new Map(leaves.map(({ path, text }) => [path, text])));
  const paths = new Set([...(one?.keys() ?? []), ...(other?.keys() ?? [])]);
  return [...paths].filter((path) => one?.get(path) !== other?.get(path)).sort();
}

const without = (paths: readonly string[], leaves: readonly Leaf[]) =>
  leaves.filter(({ path }) => !paths.includes(path));
