import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const mostColours = 256;

/** The same picture as a PNG of at most 256 colours: a page of text loses nothing visible, and most of its size. */
export function withPalette(png: Buffer): Buffer {
  const header = chunksOf(png).find(({ type }) => type === 'IHDR')?.data;
  const compressed = chunksOf(png).flatMap(({ type, data }) => (type === 'IDAT' ? [data] : []));
  if (header?.readUInt16BE(8) !== 0x0802) throw new Error('Only PNG pictures with 8 bits of red, green and blue.');
  const rows = rowsOf(inflateSync(Buffer.concat(compressed)), header.readUInt32BE(0) * 3);
  return pngOf(Buffer.from(header), indexed(rows));
}

interface Indexed {
  readonly palette: Buffer;
  readonly pixels: Buffer;
}

/** The most frequent colours stay as they are; the others, edges of letters, become the nearest of them. */
function indexed(rows: readonly Buffer[]): Indexed {
  const colours = frequentColours(rows);
  const numbers = new Map(colours.map((colour, number) => [colour, number]));
  const numberOf = (colour: number) => {
    const number = numbers.get(colour) ?? nearestOf(colours, colour);
    numbers.set(colour, number);
    return number;
  };
  const palette = Buffer.alloc(colours.length * 3);
  for (const [number, colour] of colours.entries()) palette.writeUIntBE(colour, number * 3, 3);
  const unfiltered = 0;
  return {
    palette,
    pixels: Buffer.concat(rows.map((row) => Buffer.from([unfiltered, ...coloursOf(row).map(numberOf)]))),
  };
}

function frequentColours(rows: readonly Buffer[]): number[] {
  const counts = new Map<number, number>();
  for (const colour of rows.flatMap(coloursOf)) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const frequentFirst = [...counts].sort(([, one], [, other]) => other - one);
  return frequentFirst.slice(0, mostColours).map(([colour]) => colour);
}

function coloursOf(row: Buffer): number[] {
  return Array.from({ length: row.length / 3 }, (_, x) => row.readUIntBE(x * 3, 3));
}

function nearestOf(colours: readonly number[], wanted: number): number {
  const distances = colours.map((colour) =>
    [16, 8, 0].reduce((sum, shift) => sum + (((colour >> shift) & 0xff) - ((wanted >> shift) & 0xff)) ** 2, 0),
  );
  return distances.indexOf(Math.min(...distances));
}

function pngOf(header: Buffer, { palette, pixels }: Indexed): Buffer {
  // Colours by their number in the palette.
  header[9] = 3;
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(pixels, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function chunksOf(png: Buffer): { readonly type: string; readonly data: Buffer }[] {
  const chunks = [];
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

/** Takes the filters away that PNG puts before compression. */
function rowsOf(filtered: Buffer, bytes: number): Buffer[] {
  const rows: Buffer[] = [];
  for (let at = 0; at < filtered.length; at += bytes + 1) {
    const row = Buffer.from(filtered.subarray(at + 1, at + 1 + bytes));
    const above = rows.at(-1) ?? Buffer.alloc(bytes);
    for (let x = 0; x < bytes; x++) {
      const left = x < 3 ? 0 : (row[x - 3] ?? 0);
      const corner = x < 3 ? 0 : (above[x - 3] ?? 0);
      row[x] = (row[x] ?? 0) + foretold(filtered[at] ?? 0, left, above[x] ?? 0, corner);
    }
    rows.push(row);
  }
  return rows;
}

function foretold(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  return filter === 4 ? nearest(left + above - corner, left, above, corner) : 0;
}

function nearest(guess: number, left: number, above: number, corner: number): number {
  const [toLeft, toAbove, toCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
