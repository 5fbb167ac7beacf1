import { conflict, invalid, notFound } from '../errors.js';
import type { AccountSettings } from '../settings.js';
import type { ObjectType } from './object-types.js';
import { companyProperties } from './schema/companies.js';
import { contactProperties } from './schema/contacts.js';
import { dealProperties } from './schema/deals.js';
import { fieldTypesOf, type PropertyDefinition } from './schema/definition.js';
import { lineItemProperties } from './schema/line-items.js';
import { noteProperties } from './schema/notes.js';

export interface PropertyGroup {
  name: string;
  label: string;
  displayOrder: number;
}

const maximumUniqueProperties = 10;
const validName = /^[a-z][a-z0-9_]*$/;

/** The properties and property groups of each object type, built in and added. */
export class PropertyCatalogue {
  readonly #properties: Record<ObjectType, Map<string, PropertyDefinition>>;
  readonly #groups: Record<ObjectType, Map<string, PropertyGroup>>;

  constructor(settings: AccountSettings) {
    const currencies = [settings.accountCurrency, ...settings.additionalCurrencies];
    this.#properties = {
      deals: byName(dealProperties(currencies)),
      companies: byName(companyProperties()),
      contacts: byName(contactProperties()),
      line_items: byName(lineItemProperties(currencies)),
      notes: byName(noteProperties()),
    };
    this.#groups = {
      deals: firstGroup('dealinformation', 'Deal information'),
      companies: firstGroup('companyinformation', 'Company information'),
      contacts: firstGroup('contactinformation', 'Contact information'),
      line_items: firstGroup('lineiteminformation', 'Line item information'),
      notes: firstGroup('noteinformation', 'Note information'),
    };
    this.#placeBuiltInProperties();
  }

  all(type: ObjectType): PropertyDefinition[] {
    return [...this.#properties[type].values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  find(type: ObjectType, name: string): PropertyDefinition | undefined {
    return this.#properties[type].get(name);
  }

  get(type: ObjectType, name: string): PropertyDefinition {
    const definition = this.find(type, name);
    if (definition === undefined) throw notFound(`Property "${name}" does not exist for ${type}.`);
    return definition;
  }

  create(type: ObjectType, definition: PropertyDefinition): PropertyDefinition {
    this.#check(type, definition);
    this.#properties[type].set(definition.name, definition);
    return definition;
  }

  /** Name and type stay; labels, options and the like can change. */
  update(type: ObjectType, name: string, change: Partial<PropertyDefinition>): PropertyDefinition {
    const current = this.get(type, name);
    const updated = { ...current, ...change, name: current.name, type: current.type };
    this.#properties[type].set(name, updated);
    return updated;
  }

  remove(type: ObjectType, name: string): void {
    if (this.get(type, name).hubspotDefined) throw invalid(`Property "${name}" is defined by HubSpot and stays.`);
    this.#properties[type].delete(name);
  }

  groups(type: ObjectType): PropertyGroup[] {
    return [...this.#groups[type].values()];
  }

  group(type: ObjectType, name: string): PropertyGroup {
    const group = this.#groups[type].get(name);
    if (group === undefined) throw notFound(`Property group "${name}" does not exist for ${type}.`);
    return group;
  }

  createGroup(type: ObjectType, group: PropertyGroup): PropertyGroup {
    if (this.#groups[type].has(group.name)) throw conflict(`A property group named "${group.name}" already exists.`);
    this.#groups[type].set(group.name, group);
    return group;
  }

  #check(type: ObjectType, { name, type: valueType, fieldType, groupName, hasUniqueValue }: PropertyDefinition): void {
    if (!validName.test(name)) throw invalid(`"${name}" is not a property name: a-z, 0-9 and _, letter first.`);
    if (this.find(type, name) !== undefined) throw conflict(`A property named "${name}" already exists.`);
    if (!this.#groups[type].has(groupName)) throw invalid(`Property group "${groupName}" does not exist.`);
    const fieldTypes: readonly string[] = fieldTypesOf[valueType];
    if (!fieldTypes.includes(fieldType)) throw invalid(`Field type "${fieldType}" cannot hold type "${valueType}".`);
    if (hasUniqueValue && this.#uniqueCount(type) >= maximumUniqueProperties) {
      throw invalid(`An object type has at most ${maximumUniqueProperties} unique properties.`);
    }
  }

  #uniqueCount(type: ObjectType): number {
    return this.all(type).filter((each) => each.hasUniqueValue && !each.hubspotDefined).length;
  }

  #placeBuiltInProperties(): void {
    for (const type of Object.keys(this.#properties) as ObjectType[]) {
      const [groupName] = this.#groups[type].keys();
      for (const definition of this.#properties[type].values()) definition.groupName = groupName ?? '';
    }
  }
}

function byName(definitions: PropertyDefinition[]): Map<string, PropertyDefinition> {
  return new Map(definitions.map((definition) => [definition.name, definition]));
}

function firstGroup(name: string, label: string): Map<string, PropertyGroup> {
  return new Map([[name, { name, label, displayOrder: 0 }]]);
}
