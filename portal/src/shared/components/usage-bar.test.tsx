import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Translations } from '@shared/i18n';
import { commonEn } from '@shared/i18n/common.en';
import { commonFr } from '@shared/i18n/common.fr';
import { percentUsed, UsageBar } from './usage-bar';

test('a limit is used up to a hundred per cent', () => {
  expect(percentUsed({ used: 1, hard: 3 })).toBe(33);
  expect(percentUsed({ used: 5, hard: 3 })).toBe(100);
  expect(percentUsed({ used: 0, hard: 0 })).toBe(100);
  expect(percentUsed({ used: 5, hard: -1 })).toBe(0);
});

test('a limited storage is a bar with words for a screen reader', () => {
  render(<Translations texts={{ en: commonEn, fr: commonFr }}><UsageBar label="Storage of team" storage={{ used: 512, hard: 1024 }} /></Translations>);
  const bar = screen.getByRole('progressbar', { name: 'Storage of team' });
  expect(bar.getAttribute('aria-valuenow')).toBe('50');
  expect(screen.getByText(/512 B of 1.00 KiB/)).toBeDefined();
});

test('without a limit there is no bar', () => {
  render(<Translations texts={{ en: commonEn, fr: commonFr }}><UsageBar label="Storage" storage={{ used: 512, hard: -1 }} /></Translations>);
  expect(screen.queryAllByRole('progressbar').length).toBe(0);
});
