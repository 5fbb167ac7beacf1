import { fieldOf, type StoredRecord } from '../../books/record.js';
import type { Company } from '../../company/company.js';
import { unknownReference } from '../../company/references.js';
import { DIMENSIONS } from '../../dimensions/standard.js';
import { isVisible } from '../../query/select.js';
import { INVALID_VALUE, refuse } from '../../refusals.js';
import { child, childText } from '../../xml/element.js';
import { leaf, type Markup, wrap } from '../../xml/write.js';
import type { FunctionDefinition } from '../definition.js';

const NO_OBJECT = () => [];

interface Known {
  readonly object: string;
  readonly label: string;
  readonly own: boolean;
}

/** Standard dimensions that this sandbox has, then the company's own. */
function known({ objects, settings }: Company): Known[] {
  const standard = DIMENSIONS.filter(({ object }) => objects.has(object)).map((each) => ({ ...each, own: false }));
  return [...standard, ...settings.userDefinedDimensions.map(({ object, label }) => ({ object, label, own: true }))];
}

export const getDimensions: FunctionDefinition = {
  name: 'getDimensions',
  schema: { getDimensions: 'EMPTY' },
  objects: NO_OBJECT,
  run: ({ work }) => wrap('data', wrap('dimensions', known(work.company).map(described).join(''))),
};

function described({ object, label, own }: Known): Markup {
  return wrap(
    'dimension',
    leaf('objectName', object) +
      leaf('objectLabel', label) +
      leaf('termLabel', label) +
      leaf('userDefinedDimension', String(own)) +
      leaf('enabledInGL', 'true'),
  );
}

/** Which dimension points at which other one by a field of its master: a line's project implies a customer, and so on. */
function relationshipsOf(company: Company): Markup[] {
  const names = new Set(known(company).map(({ object }) => object));
  return [...names].flatMap((object) =>
    Object.entries(company.objects.get(object)?.fields ?? {})
      .filter(([, { reference }]) => reference && reference !== object && names.has(reference))
      .map(([field, { reference = '' }]) =>
        wrap(
          'relationship',
          leaf('dimension', object) + leaf('object_id', field) + leaf('related_dimension', reference),
        ),
      ),
  );
}

export const getDimensionRelationships: FunctionDefinition = {
  name: 'getDimensionRelationships',
  schema: { getDimensionRelationships: 'EMPTY' },
  objects: NO_OBJECT,
  run: ({ work }) => wrap('data', wrap('dimensionRelationships', relationshipsOf(work.company).join(''))),
};

/** This sandbox fills in no dimension from another, and says so by an empty list. */
export const getDimensionAutofillDetails: FunctionDefinition = {
  name: 'getDimensionAutofillDetails',
  schema: { getDimensionAutofillDetails: 'EMPTY' },
  objects: NO_OBJECT,
  run: () => wrap('data', wrap('dimensionAutofillDetails', '')),
};

export const getDimensionRestrictions: FunctionDefinition = {
  name: 'getDimensionRestrictions',
  schema: { getDimensionRestrictions: 'EMPTY' },
  objects: NO_OBJECT,
  run: ({ work }) => {
    const restrictions = work.company.settings.dimensionRestrictions.map(({ dimension, restricted }) =>
      wrap('restriction', leaf('dimension', dimension) + leaf('restricted_dimension', restricted)),
    );
    return wrap('data', wrap('dimensionRestrictions', restrictions.join('')));
  },
};

/** For one value of a dimension: the values of every dimension it restricts that are still allowed. */
export const getDimensionRestrictedData: FunctionDefinition = {
  name: 'getDimensionRestrictedData',
  schema: { getDimensionRestrictedData: 'DimensionValue', DimensionValue: 'dimension, value' },
  objects: NO_OBJECT,
  run: ({ element, work }) => {
    const { company } = work;
    const asked = child(element, 'DimensionValue') ?? element;
    const dimension = (childText(asked, 'dimension') ?? '').toUpperCase();
    const value = childText(asked, 'value') ?? '';
    if (!known(company).some(({ object }) => object === dimension)) {
      refuse(INVALID_VALUE, `Invalid dimension '${dimension}' specified.`, 'Use a dimension of getDimensions.');
    }
    if (!company.books.find(dimension, value)) unknownReference(company, dimension, value);
    const restrictions = company.settings.dimensionRestrictions.filter(
      (each) => each.dimension === dimension && each.value === value,
    );
    const rows = restrictions.map(({ restricted, allowed }) => {
      const visible = allowed.flatMap((id) =>
        company.books.where(restricted, company.objects.get(restricted)?.key ?? '', id),
      );
      const ids = visible
        .filter((record) => isVisible(record, true, work))
        .map((record) => idOf(company, restricted, record));
      return wrap('dimensionRestrictedData', leaf('dimension', restricted) + ids.map((id) => leaf('id', id)).join(''));
    });
    return wrap('data', rows.join(''));
  },
};

function idOf({ objects }: Company, object: string, record: StoredRecord): string {
  return fieldOf(record, objects.get(object)?.key ?? 'RECORDNO');
}
