import { z } from 'zod';
import type { XmlElement } from '../gateway/envelope.js';
import type { IntacctRecord } from '../gateway/reply.js';
import { text } from './field.js';

/** Dimensions by our name, with the element of legacy functions. */
const standard = {
  projectId: ['projectid', 30],
  taskId: ['taskid', 20],
  customerId: ['customerid', 20],
  vendorId: ['vendorid', 20],
  employeeId: ['employeeid', 20],
  itemId: ['itemid', 30],
  classId: ['classid', 30],
  contractId: ['contractid', 100],
  warehouseId: ['warehouseid', 40],
} as const;

type Standard = keyof typeof standard;

const id = (max: number) => z.string().min(1).max(max).optional();

/** What every transaction line takes: where it belongs and what it is for. */
export const dimensionInput = {
  locationId: id(20).describe('Location or entity. Required in companies of several entities.'),
  departmentId: id(20),
  ...(Object.fromEntries(Object.entries(standard).map(([name, [, max]]) => [name, id(max)])) as {
    [Name in Standard]: ReturnType<typeof id>;
  }),
  dimensions: z
    .record(z.string().regex(/^GLDIM\w+$/, 'must be GLDIM and the dimension’s integration name'), z.string().min(1))
    .optional()
    .describe('User-defined dimensions: `GLDIMREGION` → record number of the value.'),
};

export interface DimensionValues extends Partial<Readonly<Record<Standard, string | undefined>>> {
  readonly locationId?: string | undefined;
  readonly departmentId?: string | undefined;
  readonly dimensions?: Readonly<Record<string, string>> | undefined;
}

/** All but location and department, in the order of the legacy schema; user-defined ones go among the custom fields there. */
export function legacyDimensions(line: DimensionValues): XmlElement {
  return Object.fromEntries(Object.entries(standard).map(([name, [element]]) => [element, line[name as Standard]]));
}

/**
 * All dimensions of a generic object's line.
 * @param place Journal entries name their location and department without `ID`.
 */
export function genericDimensions(line: DimensionValues, place: 'ID' | '' = 'ID'): XmlElement {
  return {
    [`LOCATION${place}`]: line.locationId,
    [`DEPARTMENT${place}`]: line.departmentId,
    ...Object.fromEntries(
      Object.entries(standard).map(([name, [element]]) => [element.toUpperCase(), line[name as Standard]]),
    ),
    ...line.dimensions,
  };
}

/** Fields of a line's shape, for reading. */
export const dimensionFields = (place: 'ID' | '' = 'ID') => ({
  locationId: text(`LOCATION${place}`),
  departmentId: text(`DEPARTMENT${place}`),
  ...(Object.fromEntries(Object.entries(standard).map(([name, [element]]) => [name, text(element.toUpperCase())])) as {
    [Name in Standard]: ReturnType<typeof text>;
  }),
});

/** The user-defined dimensions that a line has, `GLDIMREGION` → record number of the value. */
export function userDimensions(line: IntacctRecord): Readonly<Record<string, string>> {
  const named = Object.entries(line).filter(([name, value]) => name.startsWith('GLDIM') && typeof value === 'string');
  return Object.fromEntries(named.filter(([, value]) => value !== '')) as Readonly<Record<string, string>>;
}
