import { useRouteError } from 'react-router';
import { Failure } from './states';

/** A bug of these pages, or a page that could not be fetched. */
export function Crash() {
  const error = useRouteError();
  return (
    <div className="padded">
      <Failure error={error} retry={() => window.location.reload()} />
    </div>
  );
}
