import { expect, test } from 'vitest';
import { browserOf } from './browser-of';

test('a browser is named as its owner names it', () => {
  expect(browserOf('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox 140, Linux');
  expect(browserOf('Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0')).toBe('Edge 141, Windows');
  expect(browserOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1')).toBe('Safari 18, iOS');
  expect(browserOf('curl/8.5')).toBe('curl/8.5');
});
