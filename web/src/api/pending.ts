// Routes that the client uses and the server's OpenAPI document does not have yet. Goes when it has them.
export interface PendingPaths {
  '/api/runs': {
    get: {
      parameters: { query: { unit: string; limit?: number }; header?: never; path?: never; cookie?: never };
      responses: {
        200: {
          headers: Record<string, unknown>;
          content: { 'application/json': { items: { runId: string; finishedAt: string }[] } };
        };
      };
    };
  };
}
