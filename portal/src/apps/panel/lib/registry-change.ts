import { useMutation, useQueryClient } from '@tanstack/react-query';
import { allOfRegistry, registriesQuery } from './api';

/** A change to a registry; afterwards everything shown of it is asked for again. */
export function useRegistryChange<V, R>(project: string, id: string, change: (values: V) => Promise<R>, done?: (result: R, values: V) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (result, values) => {
      done?.(result, values);
      await Promise.all([queries.invalidateQueries(allOfRegistry(id)), queries.invalidateQueries(registriesQuery(project))]);
    },
  });
}
