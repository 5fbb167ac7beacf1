// Opens the store in a folder, notes a write, says so, and stays until it is ended: node --import tsx folder-holder.ts FOLDER
import { openStore } from '../../../store/open.js';
import { write } from '../write.js';

const { ledger } = await openStore({ folder: process.argv[2] ?? '' });
await ledger.sending('held', [write('a')]);
console.log('noted');
setInterval(() => {}, 60_000);
