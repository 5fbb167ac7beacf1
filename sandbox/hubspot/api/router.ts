import type { ApiRequest, Method, Reply } from './http.js';
import { type ApiPath, dateVersion } from './paths.js';
import type { ScopeRule } from './scopes.js';

export interface Route {
  method: Method;
  /** `family/segment/:parameter`, e.g. `objects/:type/batch/read`. */
  template: string;
  /** Default: v3 and the date version. */
  versions?: readonly string[];
  /** Which scopes let a token in; absent = any token. */
  scopes?: ScopeRule;
  /** Has its own limit and shows no limit headers. */
  search?: boolean;
  handle: (request: ApiRequest) => Reply;
}

export interface Match {
  route: Route;
  params: Record<string, string>;
}

const usualVersions = ['v3', dateVersion];

/** Literal segments win over parameters because routes are listed in that order. */
export function findRoutes(routes: readonly Route[], path: ApiPath): Match[] {
  return routes.flatMap((route) => {
    if (!(route.versions ?? usualVersions).includes(path.version)) return [];
    const params = matchTemplate(route.template, [path.family, ...path.segments]);
    return params === undefined ? [] : [{ route, params }];
  });
}

function matchTemplate(template: string, segments: readonly string[]): Record<string, string> | undefined {
  const parts = template.split('/');
  if (parts.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = segment;
    else if (part !== segment) return undefined;
  }
  return params;
}
