import { z } from "zod";
import { Done, endpoint, Id, Instant, line, listOf, paging } from "../../shared/contract.ts";
import { roles } from "../../shared/permissions.ts";

export const StaffRole = z.enum(roles).exclude(["anonymous", "resident"]);

export const Grant = z.object({
  id: Id,
  role: StaffRole,
  roleLabel: z.string(),
  unitName: z.string(),
  unitPath: z.string(),
  clinicId: Id.nullable(),
  practitionerId: Id.nullable(),
});
export type Grant = z.infer<typeof Grant>;

export const Me = z.object({
  kind: z.enum(["staff", "resident"]),
  name: z.string(),
  role: z.enum(roles),
  permissions: z.array(z.string()),
  grant: Grant.nullable(),
  grants: z.array(Grant),
  mustSetPassword: z.boolean(),
  demo: z.boolean(),
});
export type Me = z.infer<typeof Me>;

export const Account = z.object({
  id: Id,
  loginName: z.string(),
  displayName: z.string(),
  disabledAt: Instant.nullable(),
  lockedUntil: Instant.nullable(),
  lastSeenAt: Instant.nullable(),
  grants: z.array(Grant),
  can: z.array(z.string()),
});
export type Account = z.infer<typeof Account>;

export const AuditEntry = z.object({
  id: Id,
  seq: z.number().int(),
  at: Instant,
  actorKind: z.string(),
  actorId: z.string().nullable(),
  role: z.string(),
  action: z.string(),
  subjectType: z.string().nullable(),
  subjectId: z.string().nullable(),
  fields: z.array(z.string()),
  outcome: z.string(),
  code: z.string().nullable(),
  purpose: z.string().nullable(),
  ip: z.string(),
  requestId: z.string(),
});

const Password = z.string().min(1).max(256);
const Link = z.object({ url: z.string(), expiresAt: Instant });

export const identityContract = {
  me: endpoint({
    method: "GET",
    path: "/me",
    summary: "我是谁，能做什么",
    permission: "self:manage",
    input: z.strictObject({}),
    output: Me,
  }),
  signIn: endpoint({
    method: "POST",
    path: "/sign-in",
    summary: "工作人员登录",
    permission: "login:request",
    proof: true,
    input: z.strictObject({ loginName: line(40, 1), password: Password }),
    output: z.object({ token: z.string(), mustSetPassword: z.boolean() }),
    refusals: ["SIGN_IN_FAILED", "ACCOUNT_LOCKED", "NO_GRANT"],
  }),
  useLink: endpoint({
    method: "POST",
    path: "/sign-in/link",
    summary: "用一次性链接登录并设置密码",
    permission: "login:request",
    proof: true,
    input: z.strictObject({ token: line(100, 10), password: Password.optional() }),
    output: z.object({ token: z.string(), loginName: z.string() }),
    refusals: ["LINK_INVALID", "PASSWORD_WEAK", "PASSWORD_REUSED", "PASSWORD_REQUIRED", "NO_GRANT"],
  }),
  signOut: endpoint({
    method: "POST",
    path: "/sign-out",
    summary: "退出登录",
    permission: "self:manage",
    input: z.strictObject({}),
    output: Done,
  }),
  changePassword: endpoint({
    method: "POST",
    path: "/password",
    summary: "修改密码",
    permission: "self:manage",
    input: z.strictObject({ current: Password, next: Password }),
    output: Done,
    refusals: ["SIGN_IN_FAILED", "PASSWORD_WEAK", "PASSWORD_REUSED"],
  }),
  useGrant: endpoint({
    method: "POST",
    path: "/grants/{id}/use",
    summary: "切换身份",
    permission: "self:manage",
    input: z.strictObject({ id: Id }),
    output: Me,
  }),
  listAccounts: endpoint({
    method: "GET",
    path: "/accounts",
    summary: "账号列表",
    permission: "account:read",
    sensitive: true,
    input: z.strictObject({ q: line(40).optional(), ...paging }),
    output: listOf(Account),
  }),
  createAccount: endpoint({
    method: "POST",
    path: "/accounts",
    summary: "新建账号",
    permission: "account:create",
    status: 201,
    input: z.strictObject({
      loginName: z.string().regex(/^[a-z0-9._-]{3,40}$/, "账号用 3–40 个小写字母、数字、点或横线"),
      displayName: line(40, 1),
    }),
    output: z.object({ id: Id, link: Link }),
    refusals: ["LOGIN_NAME_TAKEN"],
  }),
  newLink: endpoint({
    method: "POST",
    path: "/accounts/{id}/link",
    summary: "生成一次性登录链接",
    permission: "account:create",
    input: z.strictObject({ id: Id }),
    output: Link,
    refusals: ["OWN_ACCOUNT", "ADMIN_ACCOUNT"],
  }),
  disableAccount: endpoint({
    method: "POST",
    path: "/accounts/{id}/disable",
    summary: "停用账号",
    permission: "account:disable",
    input: z.strictObject({ id: Id }),
    output: Done,
    refusals: ["OWN_ACCOUNT"],
  }),
  enableAccount: endpoint({
    method: "POST",
    path: "/accounts/{id}/enable",
    summary: "启用账号",
    permission: "account:disable",
    input: z.strictObject({ id: Id }),
    output: Done,
  }),
  unlockAccount: endpoint({
    method: "POST",
    path: "/accounts/{id}/unlock",
    summary: "解锁账号",
    permission: "account:unlock",
    input: z.strictObject({ id: Id }),
    output: Done,
  }),
  giveGrant: endpoint({
    method: "POST",
    path: "/accounts/{id}/grants",
    summary: "授予身份",
    permission: "grant:give",
    status: 201,
    input: z.strictObject({
      id: Id,
      role: StaffRole,
      unitPath: line(200, 1),
      unitName: line(80, 1),
      clinicId: Id.optional(),
      practitionerId: Id.optional(),
    }),
    output: Grant,
    refusals: ["OWN_ACCOUNT", "TWO_ADMIN_ROLES", "GRANT_EXISTS", "GRANT_INCOMPLETE"],
  }),
  revokeGrant: endpoint({
    method: "POST",
    path: "/grants/{id}/revoke",
    summary: "收回身份",
    permission: "grant:give",
    input: z.strictObject({ id: Id }),
    output: Done,
    refusals: ["OWN_ACCOUNT"],
  }),
  listAudit: endpoint({
    method: "GET",
    path: "/audit",
    summary: "审计记录",
    permission: "audit:read",
    sensitive: true,
    input: z.strictObject({
      action: line(60).optional(),
      subjectId: line(60).optional(),
      from: Instant.optional(),
      to: Instant.optional(),
      ...paging,
    }),
    output: listOf(AuditEntry),
  }),
};
