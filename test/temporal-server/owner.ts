// A process that owns a guarded one: prints its process ID and lives until it is killed.
import { spawnGuarded } from '../../scripts/temporal/guarded-process.js';

const [removeAfterwards, command, ...args] = process.argv.slice(2);
if (!removeAfterwards || !command) throw new Error('Usage: owner <folder to remove> <command> [arguments]');
const guarded = await spawnGuarded(command, args, { removeAfterwards: [removeAfterwards], killAfterMs: 1000 });
console.log(guarded.pid);
await guarded.ended;
