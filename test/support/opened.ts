import { afterEach } from '@jest/globals';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

/** Is closed by itself after the test, last opened first. */
export function opened<Part extends { close(): Promise<void> }>(part: Part): Part {
  open.push(part);
  return part;
}
