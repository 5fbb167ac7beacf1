import { fieldOf, type StoredRecord } from '../../books/record.js';
import type { Company } from '../../company/company.js';
import type { ObjectDefinition } from '../../objects/definition.js';
import { toWire } from '../../objects/values.js';
import { type Path, resolvePath } from '../../query/path.js';
import { notSimulated, unknownObject } from '../../refusals.js';
import { leaf, type Markup, wrap } from '../../xml/write.js';
import { LEGACY_LISTS, type LegacyList, UNKNOWN_LISTS } from './objects.js';

/** An object under the names that the legacy list gives to it and its fields. */
export class LegacyView {
  readonly definition: ObjectDefinition;
  readonly #list: LegacyList;
  readonly #generic: ReadonlyMap<string, string>;

  constructor(
    readonly name: string,
    private readonly company: Company,
  ) {
    this.#list = LEGACY_LISTS[name] ?? { object: name.toUpperCase() };
    this.definition = company.objects.get(this.#list.object) ?? unknownList(name);
    const renamed = Object.entries(this.#list.fields ?? {}).filter(([, field]) => this.definition.fields[field]);
    const names = new Set(renamed.map(([, field]) => field));
    const same = Object.keys(this.definition.fields).filter((field) => !names.has(field));
    this.#generic = new Map([...renamed, ...same.map((field): [string, string] => [field.toLowerCase(), field])]);
  }

  /** Everything there is to show, lines last. */
  get fields(): string[] {
    const lines = this.linesElement;
    return [...this.#generic.keys(), ...(lines === undefined ? [] : [lines])];
  }

  /** Element that holds a record's lines, where the list shows them: it can be asked for like a field. */
  get linesElement(): string | undefined {
    return this.#list.lines?.list;
  }

  path(legacy: string): Path {
    return resolvePath(this.company, this.definition, this.#generic.get(legacy) ?? legacy);
  }

  /** Lower-case elements; dates in parts, as legacy functions write them. */
  record(record: StoredRecord, fields: readonly string[]): Markup {
    const own = fields.filter((name) => name !== this.linesElement);
    const markup = own.map((name) => element(name, this.path(name), record)).join('');
    return wrap(this.name, own.length === fields.length ? markup : markup + this.#lines(record));
  }

  #lines(record: StoredRecord): Markup {
    const { lines: shown } = this.#list;
    const { lines } = this.definition;
    const definition = lines && this.company.objects.get(lines.object);
    if (!shown || !lines || !definition) return '';
    const owned = this.company.books.where(lines.object, lines.parent, fieldOf(record, 'RECORDNO'));
    const paths = Object.entries(shown.fields)
      .filter(([, field]) => definition.fields[field])
      .map(([name, field]) => [name, resolvePath(this.company, definition, field)] as const);
    const items = owned.map((line) =>
      wrap(shown.item, paths.map(([name, path]) => element(name, path, line)).join('')),
    );
    return wrap(shown.list, items.join(''));
  }
}

function element(name: string, path: Path, record: StoredRecord): Markup {
  const stored = path.read(record);
  if (path.field.type !== 'DATE') return leaf(name, toWire(path.field, stored));
  const [year = '', month = '', day = ''] = stored.split('-');
  return stored === '' ? leaf(name, '') : wrap(name, leaf('year', year) + leaf('month', month) + leaf('day', day));
}

function unknownList(name: string): never {
  if (UNKNOWN_LISTS.has(name)) return notSimulated(`The list of ${name}`);
  return unknownObject(name);
}
