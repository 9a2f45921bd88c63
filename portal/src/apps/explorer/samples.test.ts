import { describe, expect, it } from 'vitest';
import { curl, npmOvh } from './samples';

const url = 'https://localhost:8443/v1/cloud/project/abc/containerRegistry';

describe('a request as curl', () => {
  it('leaves the session of the browser out and names credentials by variables', () => {
    const command = curl(
      { url, method: 'get', headers: { accept: 'application/json', 'X-CSRF-Token': 's3cret', Authorization: 'Bearer t0ken' }, body: '' },
      'bearer',
    );
    expect(command).toBe(`curl -X GET '${url}' \\\n  -H "Authorization: Bearer $ACCESS_TOKEN" \\\n  -H 'accept: application/json'`);
  });

  it('lets no value leave its quotes', () => {
    const command = curl({ url, method: 'POST', headers: {}, body: `{"name":"it's $(id)"}` }, 'basic');
    expect(command).toContain(String.raw`-d '{"name":"it'\''s $(id)"}'`);
  });
});

describe('a request with npm ovh', () => {
  it('gives the query of a GET as parameters', () => {
    const code = npmOvh({ url: `${url}?limit=10`, method: 'get', headers: {}, body: '' });
    expect(code).toContain('port: 8443');
    expect(code).toContain(`requestPromised("GET", "/cloud/project/abc/containerRegistry", {\n  "limit": "10"\n});`);
  });

  it('gives the body of a change as parameters and keeps its query', () => {
    const code = npmOvh({ url: `${url}?force=true`, method: 'post', headers: {}, body: '{"name":"a"}' });
    expect(code).toContain(`requestPromised("POST", "/cloud/project/abc/containerRegistry?force=true", {\n  "name": "a"\n});`);
  });

  it('says that it needs HTTPS when the page came without', () => {
    expect(npmOvh({ url: url.replace('https', 'http'), method: 'GET', headers: {}, body: '' })).toContain('HTTPS only');
  });
});
