import { EmptyState, EmptyStateBody, Spinner } from '@patternfly/react-core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Problem } from './problem';

/** A list in each of its states: loading, failed, empty, or shown. */
export function Rows<T>({
  query,
  empty,
  children,
}: {
  query: UseQueryResult<T[]>;
  empty: string;
  children: (rows: T[]) => ReactNode;
}) {
  if (query.isPending) {
    return <Spinner aria-label="Loading" />;
  }
  if (query.isError) {
    return <Problem error={query.error} />;
  }
  if (query.data.length === 0) {
    return (
      <EmptyState headingLevel="h2" titleText="Nothing here yet">
        <EmptyStateBody>{empty}</EmptyStateBody>
      </EmptyState>
    );
  }
  return children(query.data);
}
