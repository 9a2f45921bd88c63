import { useOutletContext } from 'react-router';
import type { Registry } from './registry';

/** The registry of the address, on the pages below its frame. */
export interface RegistryRoom {
  project: string;
  registry: Registry;
}

export function useRoom(): RegistryRoom {
  return useOutletContext<RegistryRoom>();
}
