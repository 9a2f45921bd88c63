type After<Text extends string, Mark extends string> = Text extends `${string}${Mark}${infer Rest}` ? Rest : '';

/** The forms of a plural stand in brackets too, after their names. */
type FormName = 'one' | 'many' | 'other' | '=0';

/** The names of a message's values, those of numbers after a sign: `size` of "{size} left", `#count` of "{count, number} left". */
type ValueName<Text extends string> = Text extends `${infer Before}{${infer Rest}`
  ? Before extends `${string} ${FormName} `
    ? ValueName<Rest>
    : Rest extends `${infer Inside}}${infer Behind}`
      ? Inside extends `${infer Name}, ${string}`
        ? `#${Name}` | ValueName<After<Rest, ','>>
        : Inside | ValueName<Behind>
      : never
  : never;

type Values<Name extends string> = { [N in Name as N extends `#${infer Bare}` ? Bare : N]: N extends `#${string}` ? number : string | number };

/** A message's values as the rest of a call's arguments: none, or one object with each of them. */
export type ValuesOf<Text extends string> = [ValueName<Text>] extends [never] ? [] : [values: Values<ValueName<Text>>];

/** The keys of messages without values, for those that are put together. */
export type PlainKey<D> = { [K in keyof D]: D[K] extends string ? ([ValueName<D[K]>] extends [never] ? K : never) : never }[keyof D];

/** Makes texts of messages. */
export type Format = (key: string, values?: Record<string, string | number>) => string;
