import { useRouteError } from 'react-router';
import { Failure } from '../components/states';

/** A bug of the panel, or a page that could not be fetched. */
export function Crash() {
  const error = useRouteError();
  return (
    <div className="padded">
      <Failure error={error} retry={() => window.location.reload()} />
    </div>
  );
}
