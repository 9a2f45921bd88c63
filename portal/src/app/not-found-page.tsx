import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import { Link } from 'react-router-dom';
import { paths } from './paths';

export function NotFoundPage() {
  return (
    <EmptyState titleText="There is no such page" headingLevel="h1">
      <EmptyStateBody>
        <Link to={paths.projects}>Go to the projects</Link>
      </EmptyStateBody>
    </EmptyState>
  );
}
