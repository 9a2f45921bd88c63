import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormDialog } from '@shared/components/form-dialog';
import { TextField } from '@shared/components/text-field';
import { LabelChip } from '@portal/components/label-chip';
import { useTexts } from '@portal/i18n';
import { allLabels } from '@portal/lib/api';
import type { Label } from '@portal/lib/labels';
import { addLabel, changeLabel } from './api';

const COLOR = /^(?:#[0-9a-f]{6})?$/i;
const USUAL = '#61717D';

/** A new label of a project or of the registry (null), or a changed one. */
export function LabelForm({ projectId, label, onClose }: { projectId: number | null; label?: Label; onClose: () => void }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [name, setName] = useState(label?.name ?? '');
  const [description, setDescription] = useState(label?.description ?? '');
  const [color, setColor] = useState(label?.color ?? USUAL);
  const body = { name: name.trim(), description, color };
  const save = useMutation({
    mutationFn: () => (label === undefined ? addLabel(projectId, body) : changeLabel(label.id, body)),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries(allLabels);
    },
  });
  // What another client wrote is kept until somebody changes it.
  const isGoodColor = COLOR.test(color) || color === label?.color;
  return (
    <FormDialog
      title={label === undefined ? t('labels.new') : t('labels.edit', { name: label.name })}
      submit={t(label === undefined ? 'action.create' : 'action.save')}
      isReady={body.name !== '' && isGoodColor}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextField label={t('labels.name')} value={name} onChange={setName} isRequired autoFocus />
      <TextField label={t('labels.description')} value={description} onChange={setDescription} />
      <TextField label={t('labels.color')} value={color} onChange={setColor} isWrong={!isGoodColor} help={t('labels.colorHelp')} />
      {body.name !== '' && (
        <div>
          <LabelChip label={body} />
        </div>
      )}
    </FormDialog>
  );
}
