import { queryOptions } from '@tanstack/react-query';
import { call, type Body } from '@portal/lib/harbor';

const PATH = '/api/v2.0/configurations';

export const configurationQuery = queryOptions({
  queryKey: ['portal', 'configuration'],
  queryFn: async () => (await call('GET', PATH)).data,
});

export const changeConfiguration = (changes: Body<'PUT', typeof PATH>) => call('PUT', PATH, changes);
