import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { uuidV7 } from "../shared/ids.ts";
import type { Pack } from "../shared/pack.ts";
import { holds, type Permission, type Role } from "../shared/permissions.ts";
import type { Vault } from "./crypto.ts";
import type { Database } from "./database.ts";
import type { Log } from "./log.ts";
import type { Fact } from "./module.ts";
import { queryWords, searchWords } from "./search-words.ts";

/** Who is asking. A staff member acts under one grant: a role at a unit. */
export type Caller =
  | { kind: "anonymous" }
  | { kind: "resident"; residentId: string; signInId: string }
  | {
      kind: "staff";
      accountId: string;
      grantId: string;
      name: string;
      role: Exclude<Role, "anonymous" | "resident">;
      /** Path prefix of everything this grant reaches. */
      reach: string;
      clinicId: string | null;
      practitionerId: string | null;
      signInId: string;
      mustSetPassword: boolean;
    }
  | { kind: "system" };

/** What a request brings besides its input. */
export interface RequestFacts {
  requestId: string;
  ip: string;
  userAgent: string;
  purpose?: string;
}

/** What an operation may say to the transport: a new session token, or null to end the session. */
export interface Reply {
  session?: string | null;
}

export interface SendOptions {
  /** Not before this instant. */
  startAfter?: Date;
  /** At most one waiting job per key. */
  singletonKey?: string;
}

/** What the application is made of, the same for every request. */
export interface Platform {
  database: Database;
  vault: Vault;
  pack: Pack;
  log: Log;
  /** The app's clock; tests and the simulation set it. */
  clock: () => Date;
  demo: boolean;
  publicUrl: string;
  sendJob: (ctx: OperationContext, name: string, data: object, options?: SendOptions) => Promise<void>;
  announce: (ctx: OperationContext, fact: Fact, data: object) => Promise<void>;
  /** Only the access test sets this: it takes the application's wall away to prove that the database's holds alone. */
  withoutAppWall?: boolean;
}

/** All that a handler may use. One is made for each operation, on its own transaction. */
export interface OperationContext {
  readonly db: Database;
  readonly caller: Caller;
  readonly role: Role;
  /** Path prefix that this operation reaches; null for residents and anonymous callers. */
  readonly reach: string | null;
  readonly now: Date;
  readonly appWall: boolean;
  readonly pack: Pack;
  readonly request: RequestFacts;
  readonly demo: boolean;
  readonly publicUrl: string;
  readonly log: Log;
  newId(): string;
  /** Random URL-safe secret of 160 bits. */
  newSecret(): string;
  seal(plain: string): string;
  sealMaybe(plain: string | null | undefined): string | null;
  open(sealed: string): string;
  openMaybe(sealed: string | null | undefined): string | null;
  lookup(kind: string, value: string): string;
  hashSecret(secret: string): string;
  /** Search tokens of texts, for a `tokens bigint[]` column. */
  tokens(...texts: (string | null | undefined)[]): string[];
  /** Tokens that must all be present for a search box's text; empty when nothing can be searched. */
  queryTokens(query: string): string[];
  can(permission: Permission): boolean;
  send(job: string, data: object, options?: SendOptions): Promise<void>;
  /** Tells higher modules what happened, within this transaction. */
  announce<S extends z.ZodType>(fact: Fact<S>, data: z.input<S> & object): Promise<void>;
  /** Names what the audit entry is about, where neither input.id nor output.id says it. */
  about(type: string, id: string, unitPath?: string): void;
  /** Gives the browser a session token, or takes it away with null. */
  setSession(token: string | null): void;
}

export interface AuditSubject {
  type: string;
  id: string;
  unitPath?: string;
}

/** Makes the context of one operation. `subject` is read back by the audit writer. */
export function makeContext(
  platform: Platform,
  parts: { db: Database; caller: Caller; request: RequestFacts; reach: string | null; reply?: Reply },
): OperationContext & { subject?: AuditSubject } {
  const { vault } = platform;
  const now = platform.clock();
  const role = roleOf(parts.caller);
  const ctx: OperationContext & { subject?: AuditSubject } = {
    db: parts.db,
    caller: parts.caller,
    role,
    reach: parts.reach,
    now,
    appWall: platform.withoutAppWall !== true,
    pack: platform.pack,
    request: parts.request,
    demo: platform.demo,
    publicUrl: platform.publicUrl,
    log: platform.log,
    newId: () => uuidV7(now, nextRandom()),
    newSecret: () => randomBytes(20).toString("base64url"),
    seal: vault.seal,
    sealMaybe: (plain) => (plain == null || plain === "" ? null : vault.seal(plain)),
    open: vault.open,
    openMaybe: (sealed) => (sealed == null ? null : vault.open(sealed)),
    lookup: vault.lookup,
    hashSecret: vault.hashSecret,
    tokens: (...texts) => vault.tokens(searchWords(...texts)),
    queryTokens: (query) => vault.tokens(queryWords(query)),
    can: (permission) => parts.caller.kind === "system" || holds(role, permission),
    send: (job, data, options) => platform.sendJob(ctx, job, data, options),
    announce: (fact, data) => platform.announce(ctx, fact, data),
    about: (type, id, unitPath) => {
      ctx.subject = { type, id, unitPath };
    },
    setSession: (token) => {
      if (parts.reply) parts.reply.session = token;
    },
  };
  return ctx;
}

// One call for many ids: asking the system for ten bytes costs as much as asking for four thousand.
let pool = randomBytes(4_000);
let used = 0;
function nextRandom(): Uint8Array {
  if (used + 10 > pool.length) {
    pool = randomBytes(4_000);
    used = 0;
  }
  used += 10;
  return pool.subarray(used - 10, used);
}

/** The role under which a caller acts. `system` acts as the city for permission tables. */
export function roleOf(caller: Caller): Role {
  if (caller.kind === "staff") return caller.role;
  if (caller.kind === "system") return "city";
  return caller.kind;
}
