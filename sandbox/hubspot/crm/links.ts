import { invalid } from '../errors.js';
import { type AssociationType, hubspotDefinedTypes, isPrimary } from './association-types.js';
import type { ObjectType } from './object-types.js';

export interface RecordRef {
  type: ObjectType;
  id: string;
}

export interface Link {
  to: RecordRef;
  types: AssociationType[];
}

export interface LinkChange {
  from: RecordRef;
  to: RecordRef;
  type: AssociationType;
  removed: boolean;
}

/** Who is linked to whom and how. Every link is kept in both directions; changes report the direction asked for. */
export class Links {
  readonly #types: AssociationType[] = [...hubspotDefinedTypes];
  readonly #links = new Map<string, Map<string, Link>>();

  typesBetween(from: ObjectType, to: ObjectType): AssociationType[] {
    return this.#types.filter((type) => type.from === from && type.to === to);
  }

  /** A label of the account's own, in both directions; IDs of user-defined types have their own number range. */
  defineLabel(from: ObjectType, to: ObjectType, name: string, label: string, inverseLabel = label): AssociationType[] {
    const typeId = this.#types.filter((type) => type.category === 'USER_DEFINED').length + 1;
    const common = { category: 'USER_DEFINED' as const, name, unlabelled: false };
    const there = { ...common, from, to, typeId, inverse: typeId + 1, label };
    const back = { ...common, from: to, to: from, typeId: typeId + 1, inverse: typeId, label: inverseLabel };
    this.#types.push(there, back);
    return [there, back];
  }

  find(from: ObjectType, to: ObjectType, category: string, typeId: number): AssociationType {
    const type = this.typesBetween(from, to).find((each) => each.category === category && each.typeId === typeId);
    if (type === undefined) throw invalid(`Association type ${category} ${typeId} is not valid from ${from} to ${to}.`);
    return type;
  }

  /** The type a default association makes. */
  unlabelledType(from: ObjectType, to: ObjectType): AssociationType {
    const type = this.typesBetween(from, to).find((each) => each.unlabelled);
    if (type === undefined) throw invalid(`There is no default association from ${from} to ${to}.`);
    return type;
  }

  primaryType(from: ObjectType, to: ObjectType): AssociationType | undefined {
    return this.typesBetween(from, to).find(isPrimary);
  }

  /** A labelled link always brings the unlabelled one along, and a record has at most one primary link per type. */
  add(from: RecordRef, to: RecordRef, type: AssociationType): LinkChange[] {
    const changes = isPrimary(type) ? this.#dropPrimary(from, type) : [];
    for (const each of type.unlabelled ? [type] : [type, this.unlabelledType(from.type, to.type)]) {
      if (this.#put(from, to, each)) changes.push({ from, to, type: each, removed: false });
    }
    return changes;
  }

  /** Removes the link in all its kinds. */
  remove(from: RecordRef, to: RecordRef): LinkChange[] {
    const types = this.#links.get(keyOf(from))?.get(keyOf(to))?.types ?? [];
    this.#links.get(keyOf(from))?.delete(keyOf(to));
    this.#links.get(keyOf(to))?.delete(keyOf(from));
    return types.map((type) => ({ from, to, type, removed: true }));
  }

  removeAll(ref: RecordRef): void {
    for (const link of [...(this.#links.get(keyOf(ref))?.values() ?? [])]) this.remove(ref, link.to);
  }

  of(from: RecordRef, toType?: ObjectType): Link[] {
    const links = [...(this.#links.get(keyOf(from))?.values() ?? [])];
    const wanted = toType === undefined ? links : links.filter((link) => link.to.type === toType);
    return wanted.sort((a, b) => Number(a.to.id) - Number(b.to.id));
  }

  #dropPrimary(from: RecordRef, primary: AssociationType): LinkChange[] {
    const holder = this.of(from, primary.to).find((link) => link.types.includes(primary));
    if (holder === undefined) return [];
    holder.types = holder.types.filter((type) => type !== primary);
    const back = this.#links.get(keyOf(holder.to))?.get(keyOf(from));
    if (back !== undefined) back.types = back.types.filter((type) => type.typeId !== primary.inverse);
    return [{ from, to: holder.to, type: primary, removed: true }];
  }

  #put(from: RecordRef, to: RecordRef, type: AssociationType): boolean {
    const isNew = this.#putOneWay(from, to, type);
    this.#putOneWay(to, from, this.find(to.type, from.type, type.category, type.inverse));
    return isNew;
  }

  #putOneWay(from: RecordRef, to: RecordRef, type: AssociationType): boolean {
    const links = this.#links.get(keyOf(from)) ?? new Map<string, Link>();
    this.#links.set(keyOf(from), links);
    const link = links.get(keyOf(to)) ?? { to, types: [] };
    links.set(keyOf(to), link);
    if (link.types.includes(type)) return false;
    link.types = [...link.types, type].sort((a, b) => a.typeId - b.typeId);
    return true;
  }
}

function keyOf(ref: RecordRef): string {
  return `${ref.type}/${ref.id}`;
}
