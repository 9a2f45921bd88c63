import { expect, test } from 'vitest';
import { projectNames } from './access-token';

test('projects are read as people type them', () => {
  expect(projectNames(' team, other  third,team ')).toEqual(['team', 'other', 'third']);
  expect(projectNames('')).toEqual([]);
});
