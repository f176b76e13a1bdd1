import { OpenAPIGenerator } from "@orpc/openapi";
import { OpenAPIHandler } from "@orpc/openapi/fetch";
import { implement, ORPCError } from "@orpc/server";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import type { Contract } from "../shared/contract.ts";
import { Denied, Invalid, NotFound, Refusal } from "../shared/refusal.ts";
import { isUnavailable } from "./database.ts";
import { addLayerTime } from "./layer-times.ts";
import type { ServerModule } from "./module.ts";
import type { Invocation, OperationIndex } from "./operation.ts";

/** Every endpoint of the modules with its operation and its action name `module.verb`. */
export function indexOperations(modules: readonly ServerModule[]): OperationIndex {
  const index: OperationIndex = new Map();
  for (const module of modules)
    for (const [verb, endpoint] of Object.entries(module.contract)) {
      const operation = module.operations[verb];
      if (!operation) throw new Error(`${module.name}.${verb} has no operation.`);
      if (operation.endpoint !== endpoint) throw new Error(`${module.name}.${verb} is made for another endpoint.`);
      index.set(endpoint, { action: `${module.name}.${verb}`, operation });
    }
  return index;
}

/** The REST handler of all contracts: a Fetch handler below `/api`. */
export function createApiHandler(modules: readonly ServerModule[], index: OperationIndex) {
  const router: Record<string, Record<string, unknown>> = {};
  for (const module of modules) {
    const verbs: Record<string, unknown> = {};
    for (const [verb, endpoint] of Object.entries(module.contract)) {
      const entry = index.get(endpoint);
      if (!entry) continue;
      verbs[verb] = implement(endpoint)
        .$context<Invocation>()
        .handler(async ({ input, context }) => {
          const started = performance.now();
          try {
            return await entry.operation.run(context, input, entry.action);
          } catch (error) {
            throw publicError(error, context);
          } finally {
            addLayerTime("operation (access, SQL, sealing, audit inside)", (performance.now() - started) * 1000);
          }
        });
    }
    router[module.name] = verbs;
  }
  // biome-ignore lint/suspicious/noExplicitAny: the router is built from data; its types live in the contracts
  const handler = new OpenAPIHandler<Invocation>(router as any, {});
  return async (request: Request, invocation: Invocation): Promise<Response | undefined> => {
    const started = performance.now();
    const { matched, response } = await handler.handle(request, { prefix: "/api", context: invocation });
    addLayerTime("contract + operation", (performance.now() - started) * 1000);
    return matched ? response : undefined;
  };
}

/** What a caller may know of an error. Bugs are logged with the request id and say nothing else. */
export function publicError(error: unknown, { platform, request }: Invocation): ORPCError<string, unknown> {
  if (error instanceof ORPCError) return error;
  if (error instanceof Refusal)
    return new ORPCError(error.code, { status: 409, message: error.code, data: error.data });
  if (error instanceof NotFound) return new ORPCError("NOT_FOUND", { status: 404 });
  if (error instanceof Denied)
    return new ORPCError(error.code, {
      status: error.status,
      data: error.retryAfterSeconds ? { retryAfterSeconds: error.retryAfterSeconds } : undefined,
    });
  if (error instanceof Invalid)
    return new ORPCError("BAD_REQUEST", {
      status: 400,
      message: "Input validation failed",
      data: { issues: error.issues },
    });
  if (isUnavailable(error)) {
    platform.log.warn({ requestId: request.requestId, err: String(error) }, "database not available");
    return new ORPCError("SERVICE_UNAVAILABLE", { status: 503, data: { retryAfterSeconds: 3 } });
  }
  platform.log.error({ requestId: request.requestId, err: error }, "unexpected error");
  return new ORPCError("INTERNAL_SERVER_ERROR", { status: 500, data: { requestId: request.requestId } });
}

/** The published contract as OpenAPI 3.1. */
export async function openApiDocument(modules: readonly { name: string; contract: Contract }[], version: string) {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const router = Object.fromEntries(modules.map((module) => [module.name, module.contract]));
  // biome-ignore lint/suspicious/noExplicitAny: the router is built from data
  return await generator.generate(router as any, {
    info: { title: "法律门诊 API", version, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    servers: [{ url: "/api" }],
  });
}
