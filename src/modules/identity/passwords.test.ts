import { expect, test } from "vitest";
import { checkPassword, hashPassword } from "./passwords.ts";

test("a hash is of the exact password, salted, and says how it was made", async () => {
  const [first, second] = await Promise.all([hashPassword("密码 é "), hashPassword("密码 é ")]);
  expect(first).not.toBe(second);
  expect(first).toMatch(/^scrypt\$15\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  expect(await checkPassword("密码 é ", first)).toBe(true);
  expect(await checkPassword("密码 é", first)).toBe(false);
  expect(await checkPassword("密码 e\u0301 ", first)).toBe(false);
});

test("SEC-02: a name without password takes as long as a wrong password", async () => {
  const hash = await hashPassword("one");
  const median = async (stored: string | null) => {
    const times: number[] = [];
    for (let turn = 0; turn < 7; turn += 1) {
      const started = performance.now();
      expect(await checkPassword("two", stored)).toBe(false);
      times.push(performance.now() - started);
    }
    return times.sort((a, b) => a - b)[3]!;
  };
  await checkPassword("warm", null);
  const [unknown, wrong] = [await median(null), await median(hash)];
  // Without the decoy it would be hundreds of times faster; the machine's own noise is far below three times.
  expect(Math.max(unknown, wrong) / Math.min(unknown, wrong)).toBeLessThan(3);
});
