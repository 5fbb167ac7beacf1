const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const;

/** `3 d`, `5 h`, `12 min` or `40 s`: how long ago an ISO timestamp was. */
export function ageOf(since: string | undefined, now = Date.now()): string {
  const seconds = Math.max(Math.floor((now - Date.parse(since ?? '')) / 1000), 0);
  if (Number.isNaN(seconds)) return '?';
  const [unit, length] = units.find(([, size]) => seconds >= size) ?? ['s', 1];
  return `${Math.floor(seconds / length)} ${unit}`;
}
