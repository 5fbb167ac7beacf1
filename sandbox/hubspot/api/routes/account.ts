import { type ApiRequest, ok, type Reply } from '../http.js';
import type { Route } from '../router.js';

export const accountRoutes: readonly Route[] = [{ method: 'GET', template: 'account-info/details', handle: details }];

function details({ crm }: ApiRequest): Reply {
  const { portalId, timeZone, accountCurrency, multiCurrency, additionalCurrencies, uiDomain } = crm.settings;
  return ok({
    portalId,
    accountType: 'STANDARD',
    timeZone,
    companyCurrency: accountCurrency,
    additionalCurrencies: multiCurrency ? additionalCurrencies : [],
    uiDomain,
    dataHostingLocation: 'na1',
  });
}
