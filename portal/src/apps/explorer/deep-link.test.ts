// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { findCall, linkTo, readLink } from './deep-link';
import { calls } from './document';

const all = calls({
  info: { title: '/cloud' },
  paths: {
    '/cloud/project/{serviceName}/containerRegistry': { get: { operationId: 'list', tags: ['registries'] }, post: {} },
    '/cloud/project/{serviceName}/containerRegistry/{registryID}': { get: {} },
  },
});

describe('a deep link', () => {
  it('is read in the form of the guide, whatever the case of its parameters', () => {
    const link = readLink('', '#/cloud/project/%7bservicename%7d/containerRegistry~GET');
    expect(link).toEqual({ section: '/cloud', method: 'get', path: '/cloud/project/{servicename}/containerRegistry' });
    expect(findCall(all, link)?.id).toBe('list');
  });

  it("is read in today's form", () => {
    const link = readLink('?section=%2Fcloud&branch=v1', '#get-/cloud/project/-serviceName-/containerRegistry/-registryID-');
    expect(findCall(all, link)?.path).toBe('/cloud/project/{serviceName}/containerRegistry/{registryID}');
  });

  it('leads back to the call it was made for', () => {
    for (const call of all) {
      expect(findCall(all, readLink('', linkTo(call)))).toBe(call);
    }
  });

  it('may name a section alone, and a section that does not look like one counts as none', () => {
    expect(readLink('?section=%2Fme&branch=v1', '')).toEqual({ section: '/me', method: '', path: '' });
    expect(readLink('', '#/cloud')).toEqual({ section: '/cloud', method: '', path: '/cloud' });
    expect(readLink('?section=%2F%2Fevil.example', '').section).toBe('');
    expect(readLink('?section=/..%2f..', '#%E0%A4%A').section).toBe('');
  });
});
