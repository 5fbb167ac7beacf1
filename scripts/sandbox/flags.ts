import { InvalidArgumentError } from 'commander';
import { checkedSettings } from '../../sandbox/intacct/company/setting-values.js';
import { parsed } from '../../sandbox/intacct/control/input.js';
import { ServiceTimeInput } from '../../sandbox/intacct/control/time-routes.js';
import { GENERATE_NAMES } from '../../sandbox/intacct/generator/options.js';
import type { CompanySettings, GenerateOptions, ServiceTimeChoice } from '../../sandbox/intacct/index.js';

/** Readers of flags: each returns a value of the right kind, or says what is wrong with what was typed. */

export function portNumber(typed: string): number {
  const port = /^\d+$/.test(typed) ? Number(typed) : -1;
  if (port < 0 || port > 65_535) throw new InvalidArgumentError('A port is a number from 0 (any free one) to 65535.');
  return port;
}

export function wholeNumber(typed: string): number {
  if (!/^-?\d+$/.test(typed)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(typed);
}

export function positive(typed: string): number {
  const value = Number(typed);
  if (!(value > 0 && value < 100_000)) throw new InvalidArgumentError('It must be a number above zero.');
  return value;
}

/** `name=value`, where value is JSON or, failing that, text as it stands. */
export function setting(typed: string, before: Partial<CompanySettings> = {}): Partial<CompanySettings> {
  const [name, value] = pair(typed);
  return { ...before, ...explained(() => checkedSettings({ [name]: jsonOrText(value) })) };
}

/** A preset's name, or parts as JSON. */
export function serviceTime(typed: string): ServiceTimeChoice {
  return explained(() => parsed(ServiceTimeInput, jsonOrText(typed))) as ServiceTimeChoice;
}

/** `invoices=1000000`; several may be given, one after the other. */
export function generated(typed: string, before: GenerateOptions = {}): GenerateOptions {
  const [name, count] = pair(typed);
  if (!(GENERATE_NAMES as readonly string[]).includes(name)) {
    throw new InvalidArgumentError(`It can be ${GENERATE_NAMES.join(', ')}.`);
  }
  return { ...before, [name]: Number(count.replaceAll('_', '')) };
}

export function pair(typed: string): [name: string, value: string] {
  const sign = typed.indexOf('=');
  if (sign < 1) throw new InvalidArgumentError('Write it as name=value.');
  return [typed.slice(0, sign), typed.slice(sign + 1)];
}

function jsonOrText(typed: string): unknown {
  try {
    return JSON.parse(typed);
  } catch {
    return typed;
  }
}

function explained<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
