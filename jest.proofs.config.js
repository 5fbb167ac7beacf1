import config from './jest.config.js';

/** Slower proofs that every change has to pass all the same: `npm run test:proofs`. */
export default { ...config, testMatch: ['<rootDir>/test/**/*.proof.ts'], testTimeout: 240_000 };
