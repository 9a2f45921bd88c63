/**
 * Light or dark as the system is, also when it changes.
 *
 * @param darkClass what the document's styles call the dark one
 */
export function followColorScheme(darkClass: string): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => document.documentElement.classList.toggle(darkClass, dark.matches);
  dark.addEventListener('change', apply);
  apply();
}
