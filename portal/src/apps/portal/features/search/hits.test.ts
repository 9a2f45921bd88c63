import { expect, test } from 'vitest';
import type { Found } from './api';
import { groupsOf, stepped } from './hits';

const found: Found = {
  projects: { items: [{ project_id: 1, name: 'team', public: false }], more: false },
  repositories: { items: [], more: false },
  artifacts: {
    items: [{ project_name: 'team', repository_name: 'team/web/app', digest: `sha256:${'0'.repeat(64)}`, tag: 'v1', push_time: '2026-01-01T00:00:00.000Z' }],
    more: true,
  },
  labels: {
    items: [
      { id: 1, name: 'checked', color: '#fff', scope: 'g', project_name: null },
      { id: 2, name: 'shipped', color: '#000', scope: 'p', project_name: 'team' },
    ],
    more: false,
  },
};

test('each hit leads to its page, and a repository is named without its project there', () => {
  const groups = groupsOf(found, true);
  expect(groups.map((group) => group.name)).toEqual(['projects', 'artifacts', 'labels']);
  expect(groups[1]?.hits[0]).toMatchObject({ text: 'team/web/app:v1', to: `/harbor/projects/team/repositories/web%2Fapp/artifacts/sha256:${'0'.repeat(64)}` });
  expect(groups[1]?.isCut).toBe(true);
});

test('labels of the registry are for those who have a page of them', () => {
  expect(groupsOf(found, false).at(-1)?.hits.map((hit) => hit.text)).toEqual(['shipped']);
});

test('the arrows go round', () => {
  expect(stepped(-1, 1, 3)).toBe(0);
  expect(stepped(-1, -1, 3)).toBe(2);
  expect(stepped(2, 1, 3)).toBe(0);
  expect(stepped(0, -1, 3)).toBe(2);
  expect(stepped(-1, 1, 0)).toBe(-1);
});
