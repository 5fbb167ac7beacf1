import type { Change } from '../books/books.js';
import type { Commit, Company } from '../company/company.js';
import { parsed } from '../control/input.js';
import type { ObjectDefinition } from '../objects/definition.js';
import { type Condition, compileCondition } from './condition.js';
import { Courier, type Delivery } from './deliver.js';
import { mergeField } from './merge.js';
import { formMaker, type Message, webhookMaker } from './message.js';
import { type Occurrence, occurrencesOf } from './occurrence.js';
import { EventRule, type EventRuleInput } from './rule.js';

interface Compiled {
  readonly rule: EventRule;
  readonly condition: Condition;
  readonly message: (occurrence: Occurrence) => Message;
}

/** Removes its rule when called; `id` names it. */
export type RemoveEvent = (() => void) & { readonly id: number };

/** Tells the world of what was committed, as the company's smart events and platform triggers say. */
export class Events {
  readonly #rules = new Map<number, Compiled>();
  readonly #courier: Courier;
  #lastId = 0;

  constructor(private readonly company: Company) {
    this.#courier = new Courier(company.settings);
  }

  /** Every attempt, in the order in which they ended. */
  get deliveries(): readonly Delivery[] {
    return this.#courier.deliveries;
  }

  /** Throws when the object, a field or the condition makes no sense. */
  add(input: EventRuleInput): RemoveEvent {
    const rule = parsed(EventRule, input);
    const compiled = this.#compile(rule);
    this.#lastId += 1;
    const id = this.#lastId;
    this.#rules.set(id, compiled);
    return Object.assign(() => void this.#rules.delete(id), { id });
  }

  list(): (EventRule & { readonly id: number })[] {
    return [...this.#rules].map(([id, { rule }]) => ({ id, ...rule }));
  }

  /** False when there is no such rule, or no longer. */
  remove(id: number): boolean {
    return this.#rules.delete(id);
  }

  clear(): void {
    this.#rules.clear();
  }

  /** To be told of every commit. Messages are written now and sent when the caller has had its turn. */
  notice(commits: readonly Commit[], changes: readonly Change[]): void {
    if (this.#rules.size === 0) return;
    for (const occurrence of occurrencesOf(commits, changes)) {
      for (const compiled of this.#rules.values()) this.#fire(compiled, occurrence);
    }
  }

  /** Resolves once every message is delivered or given up. */
  settled(): Promise<void> {
    return this.#courier.settled();
  }

  close(): Promise<void> {
    return this.#courier.close();
  }

  #fire({ rule, condition, message }: Compiled, occurrence: Occurrence): void {
    if (rule.object.toUpperCase() !== occurrence.object || !rule.events.includes(occurrence.event)) return;
    if (!condition(occurrence.record)) return;
    if (rule.kind === 'webhook') this.#courier.sendWebhook(rule.url, message(occurrence));
    else this.#courier.sendForm(rule.url, message(occurrence));
  }

  #compile(rule: EventRule): Compiled {
    const { company } = this;
    const definition = this.#definition(rule.object);
    const field = (object: string, path: string) => mergeField(company, definition, object, path);
    const condition = compileCondition(rule.condition, field);
    const message =
      rule.kind === 'webhook' ? webhookMaker(company, definition, rule) : formMaker(company, definition, rule);
    return { rule, condition, message };
  }

  #definition(object: string): ObjectDefinition {
    const definition = this.company.objects.get(object.toUpperCase());
    if (!definition) throw new Error(`There is no object ${object}.`);
    return definition;
  }
}
