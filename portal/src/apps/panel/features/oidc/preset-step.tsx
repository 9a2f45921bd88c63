import { Gallery, Radio } from '@patternfly/react-core';
import { useTexts } from '@panel/i18n';
import { PRESETS, USUAL, type Preset } from './provider';

/** Which kind of provider it is: the rest begins with what is usual there. */
export function PresetStep({ chosen, onChoose }: { chosen: Preset; onChoose: (preset: Preset) => void }) {
  const { t } = useTexts();
  return (
    <>
      <p id="presets">{t('panel.oidc.presetText')}</p>
      <Gallery hasGutter role="radiogroup" aria-labelledby="presets" className="presets">
        {PRESETS.map((preset) => (
          <Radio
            key={preset}
            id={`preset-${preset}`}
            name="preset"
            label={USUAL[preset].title || t('panel.oidc.other')}
            isChecked={preset === chosen}
            onChange={() => onChoose(preset)}
          />
        ))}
      </Gallery>
    </>
  );
}
