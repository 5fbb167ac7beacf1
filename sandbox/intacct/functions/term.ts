import { fieldOf } from '../books/record.js';
import { completed } from '../objects/check.js';
import type { ObjectDefinition } from '../objects/definition.js';
import { refuseTakenKey } from '../objects/master.js';
import { apTerm, arTerm } from '../objects/masters/terms.js';
import { invalidValue, withWrapper } from '../refusals.js';
import { child, type XmlElement } from '../xml/element.js';
import { leaf } from '../xml/write.js';
import type { FunctionDefinition } from './definition.js';
import { refuseUnread, textOf } from './legacy.js';

const READ = ['name', 'description', 'status', 'due', 'discount', 'disccalcon'];

/** Terms, for which the vendor shows only these legacy functions. The key it returns is the name (guess). */
function createTerm(name: string, definition: ObjectDefinition): FunctionDefinition {
  return {
    name,
    schema: {
      [name]: 'name, description?, status?, due?, discount?, disccalcon?, penalty?',
      name: 'TEXT 40',
      due: 'dueday, duefrom',
      discount: 'discday, discfrom, discamount, discpercamn, discgracedays?',
      penalty: 'ANY',
    },
    objects: () => [definition.name],
    run: ({ element, work }) =>
      withWrapper(`Could not create ${definition.label} record!`, () => {
        refuseUnread(element, READ);
        const fields = completed(definition, fieldsOf(element));
        refuseTakenKey(definition, fields, work);
        const term = work.wrote(definition.name, work.insert(definition.name, fields));
        return leaf('key', fieldOf(term, 'NAME'));
      }),
  };
}

function fieldsOf(element: XmlElement): Record<string, string> {
  const due = child(element, 'due') ?? element;
  const discount = child(element, 'discount') ?? element;
  return {
    NAME: textOf(element, 'name'),
    DESCRIPTION: textOf(element, 'description'),
    STATUS: statusOf(element),
    DUEDATE: daysOf(due, 'dueday'),
    DUEFROM: textOf(due, 'duefrom'),
    DISCDATE: daysOf(discount, 'discday'),
    DISCFROM: textOf(discount, 'discfrom'),
    DISCAMOUNT: textOf(discount, 'discamount'),
    DISCPERCAMN: textOf(discount, 'discpercamn'),
    DISCFUDGEDAYS: daysOf(discount, 'discgracedays'),
    DISCCALCON: textOf(element, 'disccalcon'),
  };
}

function statusOf(element: XmlElement): string {
  const status = textOf(element, 'status').toLowerCase() || 'active';
  return status === 'active' || status === 'inactive' ? status : invalidValue('status', status);
}

function daysOf(element: XmlElement, name: string): string {
  const days = textOf(element, name);
  return /^\d*$/.test(days) ? days : invalidValue(name, days);
}

export const TERM_FUNCTIONS = [createTerm('create_arterm', arTerm), createTerm('create_apterm', apTerm)];
