import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// Nothing scrolls where nothing is drawn.
Element.prototype.scrollIntoView = () => undefined;

afterEach(cleanup);
