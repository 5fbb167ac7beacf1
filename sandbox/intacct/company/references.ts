import { refuse } from '../refusals.js';
import type { Company } from './company.js';

/** "Invalid Customer 'C9' specified." */
export function unknownReference(company: Company, object: string, key: string): never {
  const label = company.objects.get(object)?.label ?? object;
  return refuse(
    company.settings.invalidReferenceCode,
    `Invalid ${label} '${key}' specified.`,
    `Enter a valid ${label} and try again.`,
  );
}
