import { Checkbox, FormGroup } from '@patternfly/react-core';
import { TextField } from '@shared/components/text-field';
import { useTexts, type Key } from '@portal/i18n';
import { KINDS, toggled, wordsOf, type Terms } from './purges';

const MOST_DAYS = 10_000;

/** What a purge takes: how old, and of which kinds. */
export function PurgeTerms({ id, terms, onChange }: { id: string; terms: Terms; onChange: (terms: Terms) => void }) {
  const { t } = useTexts();
  const words = wordsOf(terms.include_event_types);
  const more = words.filter((word) => !(KINDS as readonly string[]).includes(word));
  const days = (text: string) => Math.max(1, Math.min(MOST_DAYS, Math.floor(Number(text)) || 1));
  return (
    <>
      <TextField
        label={t('purge.days')}
        type="number"
        value={String(Math.ceil(terms.audit_retention_hour / 24))}
        onChange={(text) => onChange({ ...terms, audit_retention_hour: 24 * days(text) })}
        help={t('purge.daysHelp')}
      />
      <FormGroup role="group" label={t('purge.kinds')} isRequired>
        {KINDS.map((kind) => (
          <Checkbox
            key={kind}
            id={`${id}-${kind}`}
            label={t(`purge.kind.${kind}` as Key)}
            isChecked={words.includes(kind)}
            onChange={(_, isChosen) => onChange({ ...terms, include_event_types: toggled(terms.include_event_types, kind, isChosen) })}
          />
        ))}
        {more.length > 0 && <div className="subtle">{t('purge.alsoKinds', { kinds: more.join(', ') })}</div>}
      </FormGroup>
    </>
  );
}
