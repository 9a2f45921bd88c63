/** The parts of an OpenAPI 3 document that the explorer itself reads. */
export interface OpenApiDocument {
  info: { title: string };
  paths: Record<string, Record<string, OpenApiOperation>>;
}

export interface OpenApiOperation {
  operationId?: string;
  tags?: string[];
}

/** One call of the document. */
export interface Call {
  method: string;
  path: string;
  tag: string;
  id: string;
}

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options']);

/** Every call of the document; those without an operation id are given one. */
export function calls(document: OpenApiDocument): Call[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([method]) => METHODS.has(method))
      .map(([method, operation]) => {
        operation.operationId ??= `${method}${path.replaceAll(/[^A-Za-z0-9]+/g, '_')}`;
        return { method, path, tag: operation.tags?.[0] ?? 'default', id: operation.operationId };
      }),
  );
}
