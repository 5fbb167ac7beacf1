/** HubSpot's timestamp text: three fraction digits, or none when the milliseconds are zero. */
export function timestamp(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('.000Z', 'Z');
}
