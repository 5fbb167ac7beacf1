import type { Route } from '../router.js';
import { accountRoutes } from './account.js';
import { associationBatchRoutes } from './association-batches.js';
import { associationRoutes } from './associations.js';
import { batchRoutes } from './batch.js';
import { labelRoutes } from './labels.js';
import { objectRoutes } from './objects.js';
import { ownerRoutes } from './owners.js';
import { pipelineRoutes } from './pipelines.js';
import { propertyRoutes } from './properties.js';
import { propertyGroupRoutes } from './property-groups.js';
import { searchRoutes } from './search.js';

/** First match wins: literal paths before those with parameters. */
export const routes: readonly Route[] = [
  ...batchRoutes,
  ...searchRoutes,
  ...objectRoutes,
  ...associationRoutes,
  ...associationBatchRoutes,
  ...labelRoutes,
  ...propertyGroupRoutes,
  ...propertyRoutes,
  ...pipelineRoutes,
  ...ownerRoutes,
  ...accountRoutes,
];
