/** Loaded by path, into workflow bundles too: nothing of Node.js here. */
import { DefaultFailureConverter, type FailureConverter } from '@temporalio/common';

const plain = new DefaultFailureConverter();

/**
 * Puts messages and stacks of failures into a payload, which the codec encrypts. A missing key is told in clear: whoever
 * has to mend it cannot read the rest either.
 */
class EncodingFailureConverter extends DefaultFailureConverter {
  override errorToFailure(...[error, ...rest]: Parameters<FailureConverter['errorToFailure']>) {
    return isKeyError(error) ? plain.errorToFailure(error, ...rest) : super.errorToFailure(error, ...rest);
  }
}

/** By name, as an activity's is wrapped into an `ApplicationFailure` of that type. */
function isKeyError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'PayloadKeyError' || ('type' in error && error.type === 'PayloadKeyError');
}

export const failureConverter: FailureConverter = new EncodingFailureConverter({ encodeCommonAttributes: true });

/** By this text a workflow bundle shows that it holds this module. */
export const bundledMark = 'temporal-intacct: failures are encoded';
