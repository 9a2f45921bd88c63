import { expect, test } from 'vitest';
import { instruction } from './instruction';

test('a step of the build is read as its line of the Dockerfile', () => {
  expect(instruction({ created_by: '/bin/sh -c #(nop)  CMD ["/bin/sh"]' })).toBe('CMD ["/bin/sh"]');
  expect(instruction({ created_by: 'RUN /bin/sh -c apk add curl # buildkit' })).toBe('RUN apk add curl');
  expect(instruction({ created_by: '/bin/sh -c make' })).toBe('RUN make');
  expect(instruction({ comment: 'imported' })).toBe('imported');
  expect(instruction({})).toBe('');
});
