import {
  Alert, Button, Checkbox, Form, FormGroup, FormSelect, FormSelectOption, InputGroup, InputGroupItem, Modal, ModalBody, ModalFooter, ModalHeader, TextInput,
} from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Refusal } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { bytes } from '@shared/lib/format';
import { allQuotas, changeQuota } from './api';
import type { Quota } from './api';
import { join, split, UNITS, UNLIMITED, type Unit } from './limit';

export function EditQuota({ quota, onClose }: { quota: Quota; onClose: () => void }) {
  const { t, language } = useTexts();
  const queries = useQueryClient();
  const [isUnlimited, setUnlimited] = useState(quota.hard.storage === UNLIMITED);
  const [typed, setTyped] = useState(split(quota.hard.storage));
  const storage = isUnlimited ? UNLIMITED : join(typed.number, typed.unit);
  const save = useMutation({
    mutationFn: (wanted: number) => changeQuota(quota.id, wanted),
    onSuccess: async () => {
      await queries.invalidateQueries(allQuotas);
      onClose();
    },
  });
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="edit-quota">
      <ModalHeader title={t('quotas.changeOf', { name: quota.ref.name })} labelId="edit-quota" />
      <ModalBody>
        <Form
          id="edit-quota-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (storage !== null) save.mutate(storage);
          }}
        >
          <Refusal error={save.error} />
          <p>{t('quotas.usedNow', { used: bytes(quota.used.storage, language) })}</p>
          <Checkbox id="quota-unlimited" label={t('quotas.unlimited')} isChecked={isUnlimited} onChange={(_, value) => setUnlimited(value)} />
          {!isUnlimited && (
            <FormGroup label={t('quotas.limit')} fieldId="quota-number" isRequired>
              <InputGroup>
                <InputGroupItem isFill>
                  <TextInput
                    id="quota-number"
                    inputMode="decimal"
                    value={typed.number}
                    validated={storage === null ? 'error' : 'default'}
                    onChange={(_, number) => setTyped({ ...typed, number })}
                  />
                </InputGroupItem>
                <InputGroupItem>
                  <FormSelect aria-label={t('quotas.unit')} value={typed.unit} onChange={(_, unit) => setTyped({ ...typed, unit: unit as Unit })}>
                    {UNITS.map((unit) => (
                      <FormSelectOption key={unit} value={unit} label={language === 'fr' ? unit.replace('B', 'o') : unit} />
                    ))}
                  </FormSelect>
                </InputGroupItem>
              </InputGroup>
            </FormGroup>
          )}
          {storage !== null && storage !== UNLIMITED && storage < quota.used.storage && <Alert variant="warning" isInline isPlain title={t('quotas.belowUse')} />}
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="edit-quota-form" isLoading={save.isPending} isDisabled={storage === null || save.isPending}>
          {t('action.save')}
        </Button>
        <Button variant="link" onClick={onClose}>
          {t('action.cancel')}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
