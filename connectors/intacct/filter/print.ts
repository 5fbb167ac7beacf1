import type { Condition, Test, Value } from './condition.js';

/** A condition as text that `parseFilter` reads as the same condition. */
export function printFilter(condition: Condition): string {
  switch (condition.kind) {
    case 'test':
      return printTest(condition);
    case 'not':
      return `NOT ${inner(condition.part)}`;
    case 'all':
      return condition.parts.map(inner).join(' AND ');
    case 'any':
      return condition.parts.map(inner).join(' OR ');
  }
}

export function printTest({ field, operator, values }: Test): string {
  const start = `${field.name} ${operator.toUpperCase()}`;
  const texts = values.map(printValue);
  if (operator === 'in' || operator === 'not in') return `${start} (${texts.join(', ')})`;
  return texts.length === 0 ? start : `${start} ${texts.join(' AND ')}`;
}

function inner(condition: Condition): string {
  return condition.kind === 'test' || condition.kind === 'not' ? printFilter(condition) : `(${printFilter(condition)})`;
}

function printValue({ type, text }: Value): string {
  return type === 'text' ? `'${text.replaceAll("'", "''")}'` : text;
}
