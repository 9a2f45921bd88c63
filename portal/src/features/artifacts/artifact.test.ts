import { expect, test } from 'vitest';
import { artifactsPath, pullCommand, type Artifact } from './artifact';

const image: Artifact = {
  id: 1, type: 'IMAGE', digest: 'sha256:abc', media_type: '', manifest_media_type: '', artifact_type: '', size: 1, push_time: '',
  pull_time: '', extra_attrs: {}, annotations: {}, references: [], tags: [], accessories: [],
};

test('a slash in a repository is encoded twice', () => {
  expect(artifactsPath('team', 'a/b')).toBe('/api/v2.0/projects/team/repositories/a%252Fb/artifacts');
});

test('an image is pulled by its tag, and by digest without one', () => {
  expect(pullCommand('h:1', 'team/a', image)).toBe('docker pull h:1/team/a@sha256:abc');
  expect(pullCommand('h:1', 'team/a', { ...image, tags: [{ name: 'v1', push_time: '' }] })).toBe('docker pull h:1/team/a:v1');
});

test('a chart is pulled with helm by its version', () => {
  const chart = { ...image, type: 'CHART', extra_attrs: { version: '1.0.0+x' } };
  expect(pullCommand('h', 'team/c', chart)).toBe('helm pull oci://h/team/c --version 1.0.0+x');
});
