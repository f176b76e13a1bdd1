import type { AuditSubject, Caller, OperationContext } from "./context.ts";
import { literal } from "./database.ts";

/** What one audit entry says (SEC-10): names of fields, never their values. */
export interface AuditFacts {
  action: string;
  subject: AuditSubject | undefined;
  fields: string[];
  outcome: "done" | "refused" | "denied";
  code?: string;
}

/** The INSERT of one audit entry, sent together with COMMIT: no commit without its entry (SEC-12). */
export function auditStatement(ctx: OperationContext, facts: AuditFacts): string {
  const actor = actorOf(ctx.caller);
  const values = [
    literal(ctx.newId()),
    literal(ctx.now.toISOString()),
    literal(actor.kind),
    nullable(actor.id),
    literal(ctx.role),
    nullable(ctx.reach),
    literal(facts.action),
    nullable(facts.subject?.type),
    nullable(facts.subject?.id),
    nullable(facts.subject?.unitPath),
    `${literal(`{${facts.fields.map((field) => `"${field.replace(/[^\w.]/g, "")}"`).join(",")}}`)}::text[]`,
    literal(facts.outcome),
    nullable(facts.code),
    nullable(ctx.request.purpose),
    literal(ctx.request.ip.slice(0, 60)),
    literal(ctx.request.userAgent.slice(0, 200)),
    literal(ctx.request.requestId),
  ];
  return `insert into audit_entries (id, at, actor_kind, actor_id, role, reach, action, subject_type, subject_id,
    subject_path, fields, outcome, code, purpose, ip, user_agent, request_id) values (${values.join(", ")})`;
}

const nullable = (text: string | null | undefined): string => (text == null ? "null" : literal(text));

function actorOf(caller: Caller): { kind: string; id: string | null } {
  if (caller.kind === "staff") return { kind: "staff", id: caller.accountId };
  if (caller.kind === "resident") return { kind: "resident", id: caller.residentId };
  return { kind: caller.kind, id: null };
}
