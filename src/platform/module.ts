import type { Hono } from "hono";
import type { z } from "zod";
import type { Contract, OutputOf, SentInputOf } from "../shared/contract.ts";
import type { OperationContext, Platform } from "./context.ts";
import type { Operation, OperationsOf } from "./operation.ts";

/** Later work. The handler runs in its own transaction as `system`; failing is retried with growing pauses. */
export interface Job {
  name: string;
  schema: z.ZodType;
  run: (ctx: OperationContext, data: never) => Promise<void>;
  /** Calendar in the city's zone (five fields), for work that nobody asks for. */
  cron?: string;
}

/** Declares a job `module.verb`; its data are validated when it runs and hold ids only, never what somebody said. */
export function job<S extends z.ZodType>(
  name: string,
  schema: S,
  run: (ctx: OperationContext, data: z.output<S>) => Promise<void>,
  options: { cron?: string } = {},
): Job {
  return { name, schema, run: run as Job["run"], cron: options.cron };
}

/** Something that happened in a lower module, told to higher ones within the same transaction. */
export interface Fact<S extends z.ZodType = z.ZodType> {
  name: string;
  schema: S;
}

/** Declares a fact `module.whatHappened`; exported by the module's `index.ts`. */
export function fact<S extends z.ZodType>(name: string, schema: S): Fact<S> {
  return { name, schema };
}

export interface Listener {
  fact: string;
  run: (ctx: OperationContext, data: never) => Promise<void>;
}

/** What a higher module does when a fact is announced: part of the same transaction, so keep it short. */
export function on<S extends z.ZodType>(
  declared: Fact<S>,
  run: (ctx: OperationContext, data: z.output<S>) => Promise<void>,
): Listener {
  return { fact: declared.name, run: run as Listener["run"] };
}

/** The platform's `announce` over the listeners of all modules. */
export function announcer(modules: readonly ServerModule[]): Platform["announce"] {
  const listeners = modules.flatMap((module) => module.listens);
  return async (ctx, declared, data) => {
    const parsed = declared.schema.parse(data);
    for (const listener of listeners) if (listener.fact === declared.name) await listener.run(ctx, parsed as never);
  };
}

/** Calls a contract in this process: `api(appointmentsContract).book({ … })`. */
export type Api = <C extends Contract>(
  contract: C,
) => { [K in keyof C]: (input: SentInputOf<C[K]>) => Promise<OutputOf<C[K]>> };

/** What a portal page finds in `c.var`. */
export interface PortalEnv {
  Variables: {
    platform: Platform;
    api: Api;
    caller: import("./context.ts").Caller;
    nonce: string;
    elder: boolean;
    requestId: string;
    /** Secret for the one anonymous draft that a browser holds (save and return). */
    draft: string | undefined;
  };
}

export interface ServerModule {
  name: string;
  contract: Contract;
  operations: Record<string, Operation>;
  jobs: Job[];
  listens: Listener[];
  portal?: (router: Hono<PortalEnv>) => void;
}

/** The server door of a module. An endpoint without an operation does not compile. */
export function serverModule<C extends Contract>(parts: {
  name: string;
  contract: C;
  operations: OperationsOf<C>;
  jobs?: Job[];
  listens?: Listener[];
  portal?: (router: Hono<PortalEnv>) => void;
}): ServerModule {
  return { ...parts, jobs: parts.jobs ?? [], listens: parts.listens ?? [] };
}
