import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import { useRouteError } from 'react-router-dom';

/** A bug of the portal's own: says so, with what may help to find it. */
export function CrashPage() {
  const error = useRouteError();
  return (
    <EmptyState titleText="This page failed" headingLevel="h1" status="danger">
      <EmptyStateBody>
        <p>{error instanceof Error ? error.message : 'Unknown error'}</p>
        <a href="/">Start again</a>
      </EmptyStateBody>
    </EmptyState>
  );
}
