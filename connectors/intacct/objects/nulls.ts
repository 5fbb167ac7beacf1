/** Values of an update, whose nulls have been dealt with. */
type NoNulls<Values> = { [Name in keyof Values]: Exclude<Values[Name], null> };

/** For legacy functions: an empty text, which empties the field, in place of null. */
export function emptied<Values extends object>(values: Values): NoNulls<Values> {
  const entries = Object.entries(values).map(([name, value]) => [name, value === null ? '' : value]);
  return Object.fromEntries(entries) as NoNulls<Values>;
}

/** What a new record takes of them: not what an update would empty. */
export function withoutNulls<Values extends object>(values: Values): NoNulls<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as NoNulls<Values>;
}
