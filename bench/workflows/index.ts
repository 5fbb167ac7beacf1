/** What the worker of this bench runs: the shipped workflows and the empty one. */
export * from '../../workflows/index.js';
export { empty } from './empty.js';
