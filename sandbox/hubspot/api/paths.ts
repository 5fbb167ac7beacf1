/** The one date version served. HubSpot retires `v1`–`v4` in favour of these. */
export const dateVersion = '2026-09';

export interface ApiPath {
  version: string;
  /** `objects`, `associations`, `properties`, `pipelines`, `owners`, `account-info`. */
  family: string;
  segments: string[];
}

const legacy = /^\/crm\/(v\d+)\/([a-z]+)(?:\/(.*))?$/;
const dated = /^\/crm\/([a-z]+)\/(\d{4}-\d{2})(?:\/(.*))?$/;
const accountInfo = /^\/(account-info)\/([^/]+)(?:\/(.*))?$/;

/** Brings `/crm/v3/objects/deals` and `/crm/objects/2026-09/deals` to one form; undefined for anything else. */
export function parseApiPath(pathname: string): ApiPath | undefined {
  const old = legacy.exec(pathname);
  if (old !== null) return apiPath(old[1], old[2], old[3]);
  const current = dated.exec(pathname) ?? accountInfo.exec(pathname);
  return current === null ? undefined : apiPath(current[2], current[1], current[3]);
}

function apiPath(version = '', family = '', rest = ''): ApiPath {
  const segments = rest
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded);
  return { version, family, segments };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
