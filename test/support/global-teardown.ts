import { rm } from 'node:fs/promises';
import type { GlobalForTests } from './global-setup.js';

export default async function tearDown(): Promise<void> {
  const { temporalForTests, bundleFolderForTests } = globalThis as GlobalForTests;
  await temporalForTests?.stop();
  if (bundleFolderForTests) await rm(bundleFolderForTests, { recursive: true, force: true });
}
