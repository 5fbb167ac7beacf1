const { writeFileSync } = require('node:fs');

/** Writes `N passed, N failed` to JEST_COUNTS_FILE. A file that could not be run at all counts as one failed test. */
module.exports = class CountsReporter {
  onRunComplete(_, results) {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = results;
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    writeFileSync(process.env.JEST_COUNTS_FILE, `${numPassedTests} passed, ${failed} failed\n`);
  }
};
