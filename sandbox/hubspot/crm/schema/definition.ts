export const fieldTypesOf = {
  string: ['text', 'textarea', 'html', 'phonenumber', 'file', 'calculation_equation'],
  number: ['number', 'calculation_equation'],
  bool: ['booleancheckbox', 'calculation_equation'],
  enumeration: ['select', 'radio', 'checkbox', 'booleancheckbox', 'calculation_equation'],
  date: ['date'],
  datetime: ['date'],
} as const;

export type PropertyType = keyof typeof fieldTypesOf;

export interface PropertyOption {
  label: string;
  value: string;
  description: string;
  displayOrder: number;
  hidden: boolean;
}

export interface PropertyDefinition {
  name: string;
  label: string;
  type: PropertyType;
  fieldType: string;
  groupName: string;
  description: string;
  options: PropertyOption[];
  hasUniqueValue: boolean;
  calculated: boolean;
  /** Values are HubSpot's to set: calculated and system properties. */
  readOnly: boolean;
  hubspotDefined: boolean;
  hidden: boolean;
  formField: boolean;
  displayOrder: number;
  /** Further attributes that are only passed on (`currencyPropertyName`, `numberDisplayHint`, …). */
  extras?: Record<string, unknown>;
  createdAt?: number;
}

type Change = Partial<PropertyDefinition>;

function define(type: PropertyType, fieldType: string, name: string, label: string, change: Change = {}) {
  const definition: PropertyDefinition = {
    name,
    label,
    type,
    fieldType,
    groupName: 'information',
    description: '',
    options: [],
    hasUniqueValue: false,
    calculated: false,
    readOnly: false,
    hubspotDefined: true,
    hidden: false,
    formField: false,
    displayOrder: -1,
    ...change,
  };
  return definition;
}

/** Short forms for the property lists beside this file. */
export const text = (name: string, label: string, change?: Change) => define('string', 'text', name, label, change);
export const number = (name: string, label: string, change?: Change) => define('number', 'number', name, label, change);
export const datetime = (name: string, label: string, change?: Change) =>
  define('datetime', 'date', name, label, change);
export const date = (name: string, label: string, change?: Change) => define('date', 'date', name, label, change);
export const select = (name: string, label: string, values: readonly string[], change?: Change) =>
  define('enumeration', 'select', name, label, { options: options(values), ...change });
export const bool = (name: string, label: string, change?: Change) =>
  define('bool', 'booleancheckbox', name, label, { options: options(['true', 'false']), ...change });

/** For calculated properties: nobody writes them. */
export const calculated = { calculated: true, readOnly: true } as const;
export const system = { readOnly: true } as const;

export function options(values: readonly string[]): PropertyOption[] {
  return values.map((value, displayOrder) => ({ label: value, value, description: '', displayOrder, hidden: false }));
}
