import { useTexts } from '../../i18n';
import type { PanelKey } from './en';

export type { PanelKey } from './en';

/** The texts of the control panel. */
export const usePanelTexts = () => useTexts<PanelKey>();
