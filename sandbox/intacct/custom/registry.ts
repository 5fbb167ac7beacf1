import type { Books } from '../books/books.js';
import type { CompanySettings } from '../company/settings.js';
import type { UserDefinedDimension } from '../company/settings-masters.js';
import type { ObjectDefinition, ObjectRegistry } from '../objects/definition.js';
import { integer, text } from '../objects/field.js';
import { master } from '../objects/masters/define.js';
import { addedFields, addedRelations } from './fields.js';

/** The product's objects with what this company added to them: custom fields and objects behind its own dimensions. */
export class CompanyObjects {
  #known = '';
  #objects: ObjectRegistry;

  constructor(
    private readonly standard: ObjectRegistry,
    private readonly settings: CompanySettings,
    private readonly books: Books,
  ) {
    this.#objects = standard;
  }

  /** Follows the settings, which may change at any time. */
  current(): ObjectRegistry {
    const { customFields, userDefinedDimensions } = this.settings;
    if (customFields.length === 0 && userDefinedDimensions.length === 0) return this.standard;
    const asked = JSON.stringify([customFields, userDefinedDimensions]);
    if (asked !== this.#known) this.#rebuild();
    this.#known = asked;
    return this.#objects;
  }

  #rebuild(): void {
    const dimensions = this.settings.userDefinedDimensions.map(dimensionObject);
    dimensions.forEach((definition, index) => {
      this.#found(definition, this.settings.userDefinedDimensions[index]?.records ?? []);
    });
    const all = [...this.standard.values(), ...dimensions];
    this.#objects = new Map(all.map((definition) => [definition.name, this.#extended(definition)]));
  }

  #extended(definition: ObjectDefinition): ObjectDefinition {
    const fields = addedFields(definition, this.settings);
    if (Object.keys(fields).length === 0) return definition;
    const relations = { ...definition.relations, ...addedRelations(definition, this.settings) };
    return { ...definition, fields: { ...definition.fields, ...fields }, relations };
  }

  /** A new custom object begins with the records its setting names. */
  #found(definition: ObjectDefinition, names: readonly string[]): void {
    if (!this.books.add(definition)) return;
    const table = this.books.table(definition.name);
    const now = this.books.now();
    for (const NAME of names) {
      table.swap(undefined, {
        RECORDNO: table.nextRecordNo(),
        NAME,
        STATUS: 'active',
        WHENCREATED: now,
        WHENMODIFIED: now,
      });
    }
  }
}

function dimensionObject({ object, label }: UserDefinedDimension): ObjectDefinition {
  return master({
    name: object,
    label,
    key: 'NAME',
    fields: {
      ID: integer({ computed: (record) => record.RECORDNO ?? '' }),
      NAME: text({ required: true, maxLength: 100 }),
    },
  });
}
