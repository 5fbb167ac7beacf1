import { fieldOf } from '../../books/record.js';
import { unknownReference } from '../../company/references.js';
import { effectiveRights } from '../../company/roles.js';
import { childText } from '../../xml/element.js';
import { leaf, wrap } from '../../xml/write.js';
import type { FunctionDefinition } from '../definition.js';

/** What a user may do and how it wants dates written. */

const USER = () => ['USERINFO'];

/** Rights per policy, by application, joined by `|`. */
export const getUserPermissions: FunctionDefinition = {
  name: 'getUserPermissions',
  schema: { getUserPermissions: 'userId' },
  objects: USER,
  run: ({ element, work }) => {
    const { company } = work;
    const userId = childText(element, 'userId') ?? '';
    if (!company.books.find('USERINFO', userId)) unknownReference(company, 'USERINFO', userId);
    const subscriptions = [...effectiveRights(company, userId)].map(([application, policies]) => {
      const rows = [...policies].map(([name, rights]) =>
        wrap('policy', leaf('policyName', name) + leaf('rights', rights.join('|'))),
      );
      return wrap('appSubscription', leaf('applicationName', application) + wrap('policies', rows.join('')));
    });
    return wrap('data', wrap('permissions', subscriptions.join('')));
  },
};

export const readUserFormatting: FunctionDefinition = {
  name: 'readUserFormatting',
  schema: { readUserFormatting: 'key' },
  objects: USER,
  run: ({ element, work }) => {
    const { books, settings } = work.company;
    const key = childText(element, 'key') ?? '';
    if (!books.get('USERINFO', key)) unknownReference(work.company, 'USERINFO', key);
    const { locale, dateformat, gmtoffset, clock } = settings.userFormatting;
    const content =
      leaf('locale', locale) + leaf('dateformat', dateformat) + leaf('gmtoffset', gmtoffset) + leaf('clock', clock);
    return wrap('data', wrap('userformatting', content));
  },
};

/** Entities that the user may use. */
export const readEntityDetails: FunctionDefinition = {
  name: 'readEntityDetails',
  schema: { readEntityDetails: 'EMPTY' },
  objects: () => ['LOCATIONENTITY'],
  run: ({ work }) => {
    const { books, settings } = work.company;
    const allowed = [...books.table('LOCATIONENTITY').values()].filter(
      (entity) => settings.userEntities === null || settings.userEntities.includes(fieldOf(entity, 'LOCATIONID')),
    );
    const rows = allowed.map((entity) =>
      wrap(
        'entity',
        leaf('id', fieldOf(entity, 'LOCATIONID')) +
          leaf('name', fieldOf(entity, 'NAME')) +
          leaf('recordno', fieldOf(entity, 'RECORDNO')) +
          leaf('currency', fieldOf(entity, 'CURRENCY') || settings.baseCurrency) +
          leaf('firstfiscalmonth', '1') +
          leaf('status', fieldOf(entity, 'STATUS')),
      ),
    );
    return wrap('data', rows.join(''));
  },
};
