import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { errorLeads } from '../../../connectors/intacct/gateway/error-catalogue.js';
import { errorFrom, transportError } from '../../../connectors/intacct/gateway/errors.js';

const error = (code: string, text: string, more: object = {}) => ({ code, text, correction: '', ...more });
const wrapper = error('BL01001973', 'Could not create Document record!');
const rolledBack = error(
  'XL03000009',
  'The entire transaction in this operation has been rolled back due to an error.',
);

describe('an Intacct error', () => {
  test('is explained by the specific error, whatever wrappers stand beside it', () => {
    const explained = errorFrom('function', [
      error('BL03002185', "A transaction with the number 'INV-1' already exists."),
      wrapper,
    ]);

    expect(explained).toMatchObject({
      kind: 'duplicate',
      code: 'number_taken',
      retry: 'no',
      advice: expect.stringContaining('choose another number'),
      details: {
        title: 'A document with this number exists',
        cause: expect.stringContaining('unique'),
        vendorCode: 'BL03002185',
        field: 'invoiceNumber',
      },
    });
    expect(explained.details.vendorErrors).toHaveLength(2);
  });

  test('is the specific one in any order of the errors', () => {
    const specific = errorLeads.filter(({ sign, level }) => level === 'function' && !sign.wrapper);
    fc.assert(
      fc.property(
        fc.constantFrom(...specific),
        fc.shuffledSubarray([wrapper, rolledBack, error('BL01001974', 'Could not update customer record!')]),
        fc.nat(),
        ({ sign, entry }, wrappers, position) => {
          const { codes = ['BL03000018'], errorId, example } = sign;
          const errors = [...wrappers];
          errors.splice(
            position % (wrappers.length + 1),
            0,
            error(codes[0] ?? '', example, errorId ? { errorId } : {}),
          );
          expect(errorFrom('function', errors).code).toBe(entry.code);
        },
      ),
    );
  });

  test('with a number nobody knows goes before wrappers and general numbers too', () => {
    const unknown = error('ZZ99999999', 'The moon is full.');
    const general = error('BL03000018', 'Something is not right.');
    expect(errorFrom('function', [wrapper, rolledBack, general, unknown]).message).toContain('The moon is full.');
  });

  test('is the wrapper when nothing else is said', () => {
    expect(errorFrom('function', [wrapper])).toMatchObject({ kind: 'rejected', code: 'rejected' });
  });

  test('says of an innocent call of a failed transaction that a sibling failed', () => {
    expect(errorFrom('function', [rolledBack])).toMatchObject({
      code: 'transaction_rolled_back',
      advice: expect.stringContaining('nothing wrong with this record'),
    });
  });

  test('says of the guilty call of a failed transaction what was wrong with it', () => {
    const own = error('BL01001973', "Invalid Customer 'C9' specified.");
    expect(errorFrom('function', [own, wrapper, rolledBack])).toMatchObject({ code: 'customer_refused' });
    expect(errorFrom('function', [wrapper, rolledBack])).toMatchObject({ code: 'rejected' });
  });

  test.each([
    ['control', 'GW-0010', 'Rate limit exceeded', 'throttled'],
    ['function', '', 'API rate limit exceeded', 'throttled'],
    ['control', 'XMLGW_JPP0002', 'Sign-in information is incorrect.', 'credentials'],
    ['control', 'XL03000006', 'Incorrect Intacct XML Partner ID or password.', 'credentials'],
    ['authentication', 'XL03000006', 'Sign-in information is incorrect', 'credentials'],
    ['function', 'PL04000005', 'User has no permission for API operation QUERY on object', 'permission'],
    ['function', '', 'You do not have permission to view audit history', 'permission'],
    ['function', 'BL34000061', 'Another Class with the given value(s) UT01 already exists', 'duplicate'],
    ['function', 'Query Failed', 'Object definition FOO not found', 'not_found'],
    ['function', 'BL01001973', "Cannot find customer with key '5' to delete.", 'not_found'],
    ['function', 'ZZ99999999', 'Something new', 'rejected'],
  ] as const)('at the %s level with code "%s" and "%s" is of kind %s', (level, code, text, kind) => {
    expect(errorFrom(level, [error(code, text)])).toMatchObject({ kind });
  });

  test.each([
    ["A transaction with the number 'INV-1' already exists.", { number: 'INV-1' }],
    ["Invalid Customer 'O'Brien' specified.", { customer: "O'Brien" }],
    ['This transaction is missing the Job dimension for the Account 6100.', { dimension: 'Job', account: '6100' }],
    ['This transaction is missing &#039;Cost Code&#039; dimension for the Account 6100', { dimension: 'Cost Code' }],
    ["Department '300' : 'Sales' specified is not valid. Department is restricted by GL account.", { id: '300' }],
    ['The employee isn’t a resource of the project ‘10064’.', { project: '10064' }],
    ['Date must be on or after 01/01/2026.', { date: '01/01/2026' }],
    ['The amount paid 120.00 exceeds the amount due 100.00 of invoice key 501.', { due: '100.00', invoice: '501' }],
  ])('names what "%s" is about', (text, values) => {
    const code = text.includes('amount paid') ? 'XL03000027' : 'BL03000018';
    expect(errorFrom('function', [error(code, text)]).details.values).toMatchObject(values);
  });

  test('goes by the newer error ID when Intacct gives one', () => {
    const answered = error('BL01001973', 'Das Konto gibt es schon.', { errorId: 'GL-0493' });
    expect(errorFrom('function', [answered])).toMatchObject({
      code: 'account_exists',
      details: { vendorErrorId: 'GL-0493' },
    });
  });

  test('of the sign-in is never mistaken for one of a record', () => {
    const locked = error('XL03000006', 'Your account number 4711 is not valid for this company.');
    expect(errorFrom('authentication', [locked])).toMatchObject({ code: 'sign_in_refused', kind: 'credentials' });
  });

  test('keeps the vendor’s words and number when nobody knows them', () => {
    const explained = errorFrom('function', [error('ZZ99999999', 'Something &quot;new&quot;', { supportId: 'a~b' })]);
    expect(explained.message).toBe('Intacct: Something "new"');
    expect(explained.details).toMatchObject({
      vendorCode: 'ZZ99999999',
      vendorText: 'Something "new"',
      supportId: 'a~b',
    });
  });

  test('says so when a failure names no error', () => {
    expect(errorFrom('function', [])).toMatchObject({ kind: 'unexpected_response', retry: 'no' });
  });
});

describe('a failure below the reply', () => {
  test.each([
    ['unavailable', 'gateway_unavailable'],
    ['unknown_outcome', 'unknown_outcome'],
  ] as const)('of kind %s is repeated and explained as %s', (kind, code) => {
    expect(transportError('the connection failed', kind)).toMatchObject({
      kind,
      code,
      retry: 'soon',
      details: { title: expect.any(String), cause: expect.any(String) },
    });
  });
});
