/** The order tells: most browsers also name others they want to be taken for. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
  [/OPR\/(\d+)/, 'Opera'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/Version\/(\d+).*Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** A User-Agent in words: "Firefox 140, Linux"; its beginning when it is none of the known. */
export function browserOf(agent: string): string {
  const browser = BROWSERS.map(([pattern, name]) => {
    const version = pattern.exec(agent)?.[1];
    return version === undefined ? '' : `${name} ${version}`;
  }).find((text) => text !== '');
  if (browser === undefined) {
    return agent.slice(0, 40);
  }
  const system = SYSTEMS.find(([pattern]) => pattern.test(agent))?.[1];
  return system === undefined ? browser : `${browser}, ${system}`;
}
