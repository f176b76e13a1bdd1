import type { OperationContext } from "../../platform/context.ts";
import { type Timestamp, tables } from "../../platform/database.ts";

interface DraftTables {
  drafts: {
    id: string;
    tokenHash: string;
    phoneLookup: string | null;
    answersSealed: string;
    updatedAt: Timestamp;
    expiresAt: Timestamp;
  };
}

const q = (ctx: OperationContext) => tables<DraftTables>(ctx);

/** The answers behind a token, locked for a change; undefined when there are none or they ended. */
export async function findDraft(
  ctx: OperationContext,
  token: string,
): Promise<{ id: string; answers: Record<string, string> } | undefined> {
  const row = await q(ctx)
    .selectFrom("drafts")
    .select(["id", "answersSealed"])
    .where("tokenHash", "=", ctx.hashSecret(token))
    .where("expiresAt", ">", ctx.now.toISOString())
    .forUpdate()
    .executeTakeFirst();
  return row && { id: row.id, answers: JSON.parse(ctx.open(row.answersSealed)) as Record<string, string> };
}

export async function insertDraft(
  ctx: OperationContext,
  token: string,
  answers: Record<string, string>,
  expiresAt: Date,
): Promise<void> {
  await q(ctx)
    .insertInto("drafts")
    .values({
      id: ctx.newId(),
      tokenHash: ctx.hashSecret(token),
      phoneLookup: null,
      answersSealed: ctx.seal(JSON.stringify(answers)),
      updatedAt: ctx.now,
      expiresAt,
    })
    .execute();
}

export async function saveDraftAnswers(
  ctx: OperationContext,
  id: string,
  answers: Record<string, string>,
  expiresAt: Date,
): Promise<void> {
  await q(ctx)
    .updateTable("drafts")
    .set({ answersSealed: ctx.seal(JSON.stringify(answers)), updatedAt: ctx.now, expiresAt })
    .where("id", "=", id)
    .execute();
}

/** Drops drafts that ended. */
export async function dropDrafts(ctx: OperationContext): Promise<void> {
  await q(ctx).deleteFrom("drafts").where("expiresAt", "<=", ctx.now.toISOString()).execute();
}
