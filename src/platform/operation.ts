import { type Contract, type Endpoint, type InputOf, metaOf, type OutputOf } from "../shared/contract.ts";
import { holds } from "../shared/permissions.ts";
import { Denied, Invalid, NotFound, Refusal } from "../shared/refusal.ts";
import { auditStatement } from "./audit.ts";
import {
  type Caller,
  makeContext,
  type OperationContext,
  type Platform,
  type Reply,
  type RequestFacts,
  roleOf,
} from "./context.ts";
import { timed } from "./layer-times.ts";
import { inTransaction, type Wall } from "./transaction.ts";

/** What an operation is run with: the platform, the caller and the facts of the request. */
export interface Invocation {
  platform: Platform;
  caller: Caller;
  request: RequestFacts;
  /** What the operation says to the transport besides its output. */
  reply: Reply;
}

export interface Operation {
  endpoint: Endpoint;
  /** Runs on input that was already validated. */
  run(invocation: Invocation, input: unknown, action: string): Promise<unknown>;
}

/** Commits what the handler wrote, then throws: for a wrong password or code, whose counting must not be rolled back. */
export class CommitThenThrow extends Error {
  readonly error: Error;
  constructor(error: Error) {
    super("commit");
    this.error = error;
  }
}

/**
 * One thing that somebody can do. The platform checks the permission, opens the transaction, sets the reach in the
 * database, runs the handler, writes the audit entry and commits; a handler loads, decides and saves.
 */
// biome-ignore lint/suspicious/noExplicitAny: inference over endpoints of every shape
export function operation<E extends Endpoint<any, any>>(
  endpoint: E,
  handler: (ctx: OperationContext, input: InputOf<E>) => Promise<OutputOf<E>>,
): Operation {
  const meta = metaOf(endpoint);
  const run = async ({ platform, caller, request, reply }: Invocation, input: unknown, action: string) => {
    const allowed = makeContext(platform, { db: platform.database, caller, request, reply, reach: null }).can(
      meta.permission,
    );
    if (!allowed) {
      if (caller.kind === "anonymous") throw new Denied(401, "UNAUTHENTICATED");
      throw new Denied(403, "FORBIDDEN");
    }
    // A password past its age opens one thing only: setting the next one (SEC-01).
    const ownOrPublic = meta.permission === "self:manage" || holds("anonymous", meta.permission);
    if (caller.kind === "staff" && caller.mustSetPassword && !ownOrPublic) throw new Denied(403, "MUST_SET_PASSWORD");
    const wall = wallOf(caller, meta.proof);
    // An anonymous read of public tables needs neither a transaction nor an entry.
    if (caller.kind === "anonymous" && !meta.write && !meta.proof && !meta.sensitive) {
      const ctx = makeContext(platform, { db: platform.database, caller, request, reply, reach: null });
      try {
        return await handler(ctx, input as InputOf<E>);
      } catch (error) {
        // Without a transaction everything is committed already.
        throw error instanceof CommitThenThrow ? error.error : error;
      }
    }
    let ctx: ReturnType<typeof makeContext> | undefined;
    let later: Error | undefined;
    const result = await inTransaction(
      platform.database,
      wall,
      async (db) => {
        ctx = makeContext(platform, { db, caller, request, reply, reach: wall.reach });
        try {
          return await handler(ctx, input as InputOf<E>);
        } catch (error) {
          if (!(error instanceof CommitThenThrow)) throw error;
          later = error.error;
          return undefined;
        }
      },
      (output) => {
        if (!ctx || !(meta.write || meta.sensitive)) return undefined;
        const made = ctx;
        return timed("audit", () =>
          auditStatement(made, {
            action,
            subject: made.subject ?? subjectOf(action, input, output),
            fields: input && typeof input === "object" ? Object.keys(input) : [],
            outcome: later ? "refused" : "done",
            code: later?.message,
          }),
        );
      },
    );
    if (later) throw later;
    return result;
  };
  return { endpoint, run };
}

/** The wall of a caller. `proof` endpoints run with the whole reach: their handler checks the proof itself. */
export function wallOf(caller: Caller, proof: boolean): Wall {
  const whole = proof || caller.kind === "system";
  const staff = caller.kind === "staff" ? caller : undefined;
  return {
    reach: whole ? "/" : (staff?.reach ?? null),
    residentId: caller.kind === "resident" ? caller.residentId : null,
    practitionerId: staff?.practitionerId ?? null,
    accountId: staff?.accountId ?? null,
    role: caller.kind === "system" || proof ? "system" : roleOf(caller),
  };
}

function subjectOf(action: string, input: unknown, output: unknown): { type: string; id: string } | undefined {
  const type = action.split(".")[0] ?? action;
  for (const value of [input, output]) {
    if (value && typeof value === "object" && "id" in value && typeof value.id === "string")
      return { type, id: value.id };
  }
  return undefined;
}

export type OperationsOf<C extends Contract> = { [K in keyof C]: Operation };

/** Runs one endpoint in this process: the same validation, permission, wall and audit as over HTTP. */
export async function invoke(
  operations: OperationIndex,
  // biome-ignore lint/suspicious/noExplicitAny: endpoints of every shape
  endpoint: Endpoint<any, any>,
  input: unknown,
  invocation: Invocation,
): Promise<unknown> {
  const found = operations.get(endpoint);
  if (!found) throw new Error("An endpoint of the contract has no operation.");
  const parsed = await endpoint["~orpc"].inputSchema.safeParseAsync(input);
  if (!parsed.success)
    throw new Invalid(
      // biome-ignore lint/suspicious/noExplicitAny: zod issues of an unknown schema
      parsed.error.issues.map((issue: any) => ({
        path: issue.path as (string | number)[],
        message: String(issue.message),
      })),
    );
  const output = await found.operation.run(invocation, parsed.data, found.action);
  return await endpoint["~orpc"].outputSchema.parseAsync(output);
}

// biome-ignore lint/suspicious/noExplicitAny: endpoints of every shape
export type OperationIndex = Map<Endpoint<any, any>, { action: string; operation: Operation }>;

/** True for the errors that a caller may expect (everything else is a bug). */
export function isExpected(error: unknown): error is Refusal | NotFound | Denied | Invalid {
  return error instanceof Refusal || error instanceof NotFound || error instanceof Denied || error instanceof Invalid;
}
