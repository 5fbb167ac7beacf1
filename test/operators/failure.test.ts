import { expect, test } from '@jest/globals';
import { ApplicationFailure, DefaultFailureConverter, defaultPayloadConverter } from '@temporalio/common';
import { failureFrom } from '../../activities/failure.js';
import { ConnectorError } from '../../connectors/errors.js';

/** The failure as the server keeps it and the UI shows it. */
const stored = (error: unknown) =>
  new DefaultFailureConverter().errorToFailure(failureFrom(error), defaultPayloadConverter);

const refused = {
  kind: 'rejected',
  code: 'period_closed',
  message: 'Intacct: Date must be on or after 11/01/2026.',
  advice: 'Choose a date in an open period.',
  details: {
    title: 'The accounting period is closed',
    cause: 'The posting date lies in a period whose books are closed.',
    field: 'invoiceDate',
    vendorCode: 'BL03000018',
    supportId: 'sbx0WEB000003~3NP5B83',
  },
} as const;

test('a refusal shows title, reason, advice, codes and support ID where the UI shows a stack', () => {
  const { message, stackTrace, applicationFailureInfo } = stored(new ConnectorError(refused));

  expect(message).toBe('Intacct: Date must be on or after 11/01/2026. → Choose a date in an open period.');
  expect(applicationFailureInfo).toMatchObject({ type: 'period_closed', nonRetryable: true });
  expect(stackTrace?.split('\n')).toEqual([
    'The accounting period is closed',
    'Why: The posting date lies in a period whose books are closed.',
    'What to do: Choose a date in an open period.',
    'Field: invoiceDate',
    'Code: period_closed (BL03000018)',
    'Support ID: sbx0WEB000003~3NP5B83',
  ]);
});

test('an answer that nobody understands keeps the places in our code as well', () => {
  const { stackTrace } = stored(
    new ConnectorError({ kind: 'unexpected_response', message: 'No result.', advice: 'Tell us.' }),
  );

  expect(stackTrace).toMatch(/^No result\.\nWhat to do: Tell us\.\nCode: unexpected_response\n\n.*No result\.\n +at /s);
});

test('a defect stays as it is, to be retried with a mended worker', () => {
  const defect = new TypeError('undefined is no function');

  expect(failureFrom(defect)).toBe(defect);
  expect(failureFrom(defect)).not.toBeInstanceOf(ApplicationFailure);
});
