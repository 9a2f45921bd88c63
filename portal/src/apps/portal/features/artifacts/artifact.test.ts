import { expect, test } from 'vitest';
import { repositoryApi } from '@portal/lib/project';
import { platforms, pullCommands, type Artifact } from './artifact';

const image: Artifact = {
  id: 1, project_id: 1, repository_id: 1, repository_name: 'team/a', labels: [], type: 'IMAGE', digest: 'sha256:abc', media_type: '', manifest_media_type: '', artifact_type: '', size: 1, push_time: '',
  pull_time: '', extra_attrs: {}, annotations: {}, references: [], tags: [], accessories: [], addition_links: {}, icon: '',
};

const tag = (name: string, time: string) => ({ id: 1, name, push_time: time, pull_time: '', repository_id: 1, artifact_id: 1, immutable: false });

test('a slash in a repository is encoded twice', () => {
  expect(repositoryApi('team', 'a/b')).toBe('/api/v2.0/projects/team/repositories/a%252Fb');
});

test('an image is pulled by its newest tag, and by digest without one', () => {
  expect(pullCommands('h:1', 'team/a', image)[0]?.command).toBe('docker pull h:1/team/a@sha256:abc');
  const tags = [
    tag('v1', '2026-01-01T00:00:00.000Z'),
    tag('v2', '2026-02-01T00:00:00.000Z'),
  ];
  expect(pullCommands('h:1', 'team/a', { ...image, tags }).map((one) => one.command)).toEqual([
    'docker pull h:1/team/a:v2',
    'podman pull h:1/team/a:v2',
    'ctr images pull h:1/team/a:v2',
    'oras copy h:1/team/a:v2 --to-oci-layout layout',
  ]);
});

test('a chart is pulled with helm by its version', () => {
  const chart = { ...image, type: 'CHART', extra_attrs: { version: '1.0.0+x' } };
  expect(pullCommands('h', 'team/c', chart)[0]?.command).toBe('helm pull oci://h/team/c --version 1.0.0+x');
});

test.each(['1.0 && id', '$(id)', '`id`', '1.0; id', '1\nid', '-x', '--post-renderer=x', "1'"])('a version that says more than a version is not for a shell: %s', (version) => {
  const chart = { ...image, type: 'CHART', extra_attrs: { version } };
  expect(pullCommands('h', 'team/c', chart)[0]?.command).toBe('helm pull oci://h/team/c');
});

test('anything else is for oras', () => {
  expect(pullCommands('h', 'team/x', { ...image, type: 'UNKNOWN' }).map((one) => one.client)).toEqual(['ORAS']);
});

test('an index shows the platforms it runs on, without its attestations', () => {
  const child = (os: string, architecture: string, variant: string) => ({ parent_id: 1, child_id: 2, annotations: {}, child_digest: 'd', urls: null, platform: { os, architecture, variant, OsVersion: '', OsFeatures: null } });
  const index = { ...image, references: [child('linux', 'arm64', 'v8'), child('unknown', 'unknown', ''), { parent_id: 1, child_id: 0, annotations: {}, child_digest: 'd', urls: null, platform: null }] };
  expect(platforms(index)).toEqual(['linux/arm64/v8']);
  expect(platforms({ ...image, extra_attrs: { os: 'linux', architecture: 'amd64' } })).toEqual(['linux/amd64']);
});
