/** What the explorer uses of Swagger UI's bundle, which comes without types. */
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  export interface System {
    layoutActions: {
      show: (thing: readonly string[], shown: boolean) => void;
      scrollToVirtualizedOperation: (thing: readonly string[]) => void;
    };
  }
  const SwaggerUI: ((options: Record<string, unknown>) => System) & { presets: { apis: unknown } };
  export default SwaggerUI;
}
