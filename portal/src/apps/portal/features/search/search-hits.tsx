import { Link } from 'react-router';
import { Spinner } from '@patternfly/react-core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useProblemText } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import type { Found } from './api';
import type { Group, Hit } from './hits';

/** What was found, or why there is nothing. */
export function SearchHits(props: {
  id: string;
  query: UseQueryResult<Found>;
  groups: readonly Group[];
  /** The key of the marked one. */
  marked: string | undefined;
  onChoose: () => void;
}) {
  const { t } = useTexts();
  const problem = useProblemText();
  const { query, groups } = props;
  return (
    <div className="search-hits" id={props.id} role="listbox" aria-label={t('search.hits')} aria-busy={query.isFetching}>
      {query.isPending && (
        <p className="search-note" role="status">
          <Spinner size="md" aria-label={t('search.works')} /> {t('search.works')}
        </p>
      )}
      {query.isError && (
        <p className="search-note" role="alert">
          {t('search.failed')} {problem(query.error)}
        </p>
      )}
      {query.isSuccess && groups.length === 0 && (
        <p className="search-note" role="status">
          {t('search.nothing')}
        </p>
      )}
      {!query.isError && groups.map((group) => (
        <div key={group.name} role="group" aria-labelledby={`${props.id}-${group.name}`}>
          <div className="search-group" id={`${props.id}-${group.name}`} role="presentation">
            {t(`search.${group.name}`)}
          </div>
          {group.hits.map((hit) => <OneHit key={hit.key} id={`${props.id}-${hit.key}`} hit={hit} isMarked={hit.key === props.marked} onChoose={props.onChoose} />)}
          {group.isCut && <p className="search-note subtle">{t('search.more')}</p>}
        </div>
      ))}
    </div>
  );
}

function OneHit({ id, hit, isMarked, onChoose }: { id: string; hit: Hit; isMarked: boolean; onChoose: () => void }) {
  return (
    <Link
      id={id}
      to={hit.to}
      role="option"
      aria-selected={isMarked}
      tabIndex={-1}
      className="search-hit"
      onClick={onChoose}
      ref={(element) => {
        if (isMarked) element?.scrollIntoView({ block: 'nearest' });
      }}
    >
      {hit.color !== undefined && <span className="label-color" style={{ background: hit.color }} />}
      <span>{hit.text}</span>
      {hit.more !== '' && <span className="subtle">{hit.more}</span>}
    </Link>
  );
}
