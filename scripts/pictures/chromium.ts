import { findOnPath } from '../temporal/binary.js';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];

/** Path of a Chromium. Throws with what to do where there is none. */
export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  if (env.CHROMIUM_PATH) return env.CHROMIUM_PATH;
  for (const name of names) {
    const path = await findOnPath(name, env);
    if (path) return path;
  }
  throw new Error('No Chromium found. Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH.');
}
