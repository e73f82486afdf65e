import type { Handler } from '../../shared/api/handler.ts';
import { openApiDocument } from '../../shared/api/openapi.ts';

/** Built once per process: the contract does not change while it runs. */
export const getOpenApi = (): Handler<'getOpenApi'> => {
  let document: ReturnType<typeof openApiDocument> | undefined;
  return async () => {
    document ??= openApiDocument();
    return { status: 200, body: document };
  };
};
