/** How the paths of an OpenAPI document are typed by openapi-typescript. */
type Paths<P> = Record<keyof P, object>;

/** The segments of a path without its query; a segment put in by the caller is `string` or `${number}`. */
type Segments<Path extends string> = Path extends `${infer Before}?${string}`
  ? Segments<Before>
  : Path extends `${infer First}/${infer Rest}`
    ? [First, ...Segments<Rest>]
    : [Path];

/** Whether a text is known to the letter. */
type IsFixed<Text extends string> = string extends Text ? false : `${number}` extends Text ? false : true;

/** A placeholder stands for what the caller puts in, a word for itself. */
type FitsOne<Segment extends string, Place extends string> = Place extends `{${string}}`
  ? IsFixed<Segment> extends true
    ? false
    : true
  : Segment extends Place
    ? true
    : false;

type Fits<Path extends unknown[], Template extends unknown[]> = Path extends [infer S extends string, ...infer Ss]
  ? Template extends [infer T extends string, ...infer Ts]
    ? FitsOne<S, T> extends true
      ? Fits<Ss, Ts>
      : false
    : false
  : Template extends []
    ? true
    : false;

/** The document's path that a path is one of: `/users/{id}` of `/users/${number}`. */
type TemplateOf<P, Path extends string> = Path extends string
  ? { [T in keyof P & string]: Fits<Segments<Path>, Segments<T>> extends true ? T : never }[keyof P & string]
  : never;

type OperationOf<P extends Paths<P>, M extends string, Path extends string> =
  TemplateOf<P, Path> extends infer T extends keyof P ? (Lowercase<M> extends infer L extends keyof P[T] ? NonNullable<P[T][L]> : never) : never;

type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : undefined;

/** What a success answers; undefined for nothing. */
export type AnswerOf<P extends Paths<P>, M extends string, Path extends string> =
  OperationOf<P, M, Path> extends { responses: infer R } ? Json<R[keyof R & (200 | 201)]> : never;

/** The body as the rest of a call's arguments: none, or one; a call that the API does not have can be given nothing. */
export type BodyOf<P extends Paths<P>, M extends string, Path extends string> = [OperationOf<P, M, Path>] extends [never]
  ? [never: 'the API has no such call']
  : OperationOf<P, M, Path> extends { requestBody: infer B }
    ? [body: Json<B>]
    : OperationOf<P, M, Path> extends { requestBody?: infer B }
      ? [NonNullable<B>] extends [never]
        ? []
        : [body?: Json<NonNullable<B>>]
      : [];
