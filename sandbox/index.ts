/** The outside systems on this machine, for tests of whoever uses this package. */
export { type HubSpotSandbox, type HubSpotSandboxOptions, startHubSpotSandbox } from './hubspot/index.js';
export { type IntacctSandbox, type SandboxOptions, startSandbox } from './intacct/index.js';
