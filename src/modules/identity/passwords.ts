import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import type { OperationContext } from "../../platform/context.ts";
import { refusal } from "../../shared/refusal.ts";
import { passwordWeakness } from "./password-rules.ts";
import { type AccountRow, passwordHashes, savePassword } from "./store.ts";

/** Cost of a hash: 2^15 rounds, 32 MB. Written into each hash, so that it can be raised later. */
const COST = { n: 15, r: 8, p: 1 };
const KEPT = 5;

function derive(password: string, salt: Buffer, { n, r, p }: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, 32, { N: 2 ** n, r, p, maxmem: 256 * 2 ** n * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** `scrypt$n$r$p$salt$key` of a password, exactly as typed. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  return ["scrypt", COST.n, COST.r, COST.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

let decoy: Promise<string> | undefined;

/** True when the password is the one of the hash. Without a hash it is false after the same time (SEC-02). */
export async function checkPassword(password: string, hash: string | null): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(16).toString("hex"));
  const [, n, r, p, salt, key] = (hash ?? (await decoy)).split("$");
  const expected = Buffer.from(key ?? "", "base64url");
  const cost = { n: Number(n), r: Number(r), p: Number(p) };
  const derived = await derive(password, Buffer.from(salt ?? "", "base64url"), cost);
  return timingSafeEqual(derived, expected) && hash !== null;
}

/**
 * Gives an account a new password (SEC-01).
 * @throws Refusal PASSWORD_WEAK with `reason`, PASSWORD_REUSED for one of the last five
 */
export async function setPassword(ctx: OperationContext, account: AccountRow, password: string): Promise<void> {
  const place = [ctx.pack.id, ctx.pack.name, ctx.pack.shortName];
  const reason = passwordWeakness(password, { loginName: account.loginName, displayName: account.displayName, place });
  if (reason) throw refusal("PASSWORD_WEAK", { reason });
  for (const used of await passwordHashes(ctx, account.id, KEPT))
    if (await checkPassword(password, used)) throw refusal("PASSWORD_REUSED");
  await savePassword(ctx, account.id, await hashPassword(password));
}
