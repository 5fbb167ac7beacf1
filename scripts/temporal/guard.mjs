// Runs one command and ends it when its owner is gone, however the owner went: stopped, crashed or killed with SIGKILL.
// The channel to the owner is the lifeline: the operating system closes it with the owner, so no clean-up code of the
// owner has to run. Plain JavaScript, because it is started by `node` alone. Its other half is guarded-process.ts.
import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

const { command, args, killAfterMs, removeAfterwards } = JSON.parse(process.argv[2]);
const onWindows = process.platform === 'win32';
let killTimer;

// Ctrl-C is the owner's to interpret; it stops us when it is done, or dies, which we notice as well.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
process.on('SIGTERM', end);

// A process group of its own, so that whatever the command starts can be ended with it.
const child = spawn(command, args, {
  stdio: ['ignore', 'inherit', 'inherit'],
  detached: !onWindows,
  windowsHide: true,
});
child.once('spawn', () => tell({ started: child.pid }));
child.once('error', (error) => finish({ failed: error.message }));
child.once('exit', (code, signal) => finish({ ended: { code, signal } }));

process.on('message', (order) => (order.stop ? end() : child.kill(order.signal)));
process.on('disconnect', end);
// The owner may have died before the line above.
if (!process.connected) end();

function end() {
  if (killTimer) return;
  killTimer = setTimeout(killGroup, killAfterMs);
  child.kill('SIGTERM');
}

function killGroup() {
  if (child.pid === undefined) return;
  if (onWindows) return void spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true });
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}

function finish(news) {
  clearTimeout(killTimer);
  killGroup();
  for (const path of removeAfterwards) removeQuietly(path);
  tell(news, () => process.exit());
}

function removeQuietly(path) {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  } catch {
    // A leftover in the temporary folder is no reason to fail.
  }
}

function tell(news, afterwards = () => {}) {
  if (process.connected) process.send(news, afterwards);
  else afterwards();
}
