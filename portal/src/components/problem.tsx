import { Alert } from '@patternfly/react-core';

/** What went wrong, in the server's words. */
export function Problem({ error }: { error: Error }) {
  return <Alert variant="danger" isInline title={error.message} />;
}
