import { Checkbox, FormGroup, FormHelperText, HelperText, HelperTextItem, TextInput } from '@patternfly/react-core';
import { useTexts } from '@portal/i18n';

export interface Options {
  deleteUntagged: boolean;
  hours: number;
  workers: number;
}

export const USUAL: Options = { deleteUntagged: false, hours: 24, workers: 1 };

export function optionsBody(options: Options) {
  return { delete_untagged: options.deleteUntagged, untagged_hours: options.deleteUntagged ? options.hours : 0, workers: options.workers };
}

/** What a collection may take, and how hard it works. */
export function GcOptions({ id, options, onChange }: { id: string; options: Options; onChange: (options: Options) => void }) {
  const { t } = useTexts();
  const number = (text: string, most: number, least: number) => Math.max(least, Math.min(most, Math.floor(Number(text)) || least));
  return (
    <>
      <Checkbox
        id={`${id}-untagged`}
        label={t('gc.untagged')}
        description={t('gc.untaggedText')}
        isChecked={options.deleteUntagged}
        onChange={(_, value) => onChange({ ...options, deleteUntagged: value })}
      />
      {options.deleteUntagged && (
        <FormGroup label={t('gc.hours')} fieldId={`${id}-hours`}>
          <TextInput
            id={`${id}-hours`}
            type="number"
            min={0}
            max={87_600}
            value={options.hours}
            onChange={(_, value) => onChange({ ...options, hours: number(value, 87_600, 0) })}
          />
        </FormGroup>
      )}
      <FormGroup label={t('gc.workers')} fieldId={`${id}-workers`}>
        <TextInput
          id={`${id}-workers`}
          type="number"
          min={1}
          max={10}
          value={options.workers}
          onChange={(_, value) => onChange({ ...options, workers: number(value, 10, 1) })}
        />
        <FormHelperText>
          <HelperText>
            <HelperTextItem>{t('gc.workersText')}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      </FormGroup>
    </>
  );
}
