import config from './jest.config.js';

/** Runs that take minutes: `npm run test:long`. */
export default { ...config, testMatch: ['<rootDir>/test/**/*.long.ts'], testTimeout: 600_000 };
