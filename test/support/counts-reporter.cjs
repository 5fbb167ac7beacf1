const { appendFileSync } = require('node:fs');

/** Adds a line `<passed> <failed>` to JEST_COUNTS_FILE. A file that could not be run at all counts as one failed test. */
module.exports = class CountsReporter {
  onRunComplete(_, results) {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = results;
    appendFileSync(process.env.JEST_COUNTS_FILE, `${numPassedTests} ${numFailedTests + numRuntimeErrorTestSuites}\n`);
  }
};
