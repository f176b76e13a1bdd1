/**
 * Who may do what: one table an auditor can read. A permission names the roles that hold it; where a role may use it
 * is its reach (an area path), or, for residents and practitioners, their own rows.
 */
export const roles = [
  "anonymous",
  "resident",
  "proxy",
  "clerk",
  "practitioner",
  "town",
  "district",
  "city",
  "systemAdmin",
  "securityAdmin",
  "auditAdmin",
] as const;
export type Role = (typeof roles)[number];

/** Three separated administrators (三员分立, SEC-07): nobody holds two, and none of them reads a matter. */
export const adminRoles = ["systemAdmin", "securityAdmin", "auditAdmin"] as const satisfies readonly Role[];

export const roleLabels: Record<Role, string> = {
  anonymous: "未登录",
  resident: "群众",
  proxy: "村（社区）代办员",
  clerk: "窗口人员",
  practitioner: "法律服务人员",
  town: "司法所",
  district: "区司法局",
  city: "市司法局",
  systemAdmin: "系统管理员",
  securityAdmin: "安全管理员",
  auditAdmin: "审计管理员",
};

const everyone = roles;
const tiers = ["town", "district", "city"] as const;
const desk = ["clerk", ...tiers] as const;
const staff = ["proxy", "clerk", "practitioner", ...tiers] as const;
const admins = adminRoles;

export const permissions = {
  "clinic:read": everyone,
  "session:read": everyone,
  "triage:ask": everyone,
  "login:request": everyone,

  "self:manage": [...staff, ...admins, "resident"],
  "account:read": ["systemAdmin", "securityAdmin"],
  "account:create": ["systemAdmin"],
  "account:disable": ["systemAdmin", "securityAdmin"],
  "account:unlock": ["securityAdmin"],
  "grant:give": ["securityAdmin"],
  "audit:read": ["auditAdmin"],

  "clinic:manage": tiers,
  // The security administrator names the person whose grant he gives.
  "practitioner:read": [...desk, "practitioner", "securityAdmin"],
  "practitioner:manage": tiers,
  "resident:search": ["clerk", "practitioner", "town"],
  "notification:read": ["resident", ...staff],

  "matter:open": ["resident", "proxy", "clerk", "practitioner", "town"],
  "matter:read": ["resident", ...staff],
  "matter:work": ["clerk", "practitioner", "town"],
  "matter:progress": everyone,

  "session:plan": [...desk],
  "session:serve": ["practitioner"],

  "appointment:book": ["resident", "proxy", "clerk", "practitioner", "town"],
  "appointment:read": ["resident", ...staff],
  "appointment:cancel": ["resident", "proxy", "clerk", "practitioner", "town"],
  "appointment:receive": ["clerk", "practitioner", "town"],
  "appointment:token": everyone,

  "ticket:take": ["clerk", "practitioner", "town"],
  "ticket:call": ["clerk", "practitioner"],
  "ticket:read": ["clerk", "practitioner", ...tiers],
  "board:read": everyone,

  "consultation:write": ["practitioner"],
  "consultation:read": ["resident", "practitioner", "clerk", "town"],
  "sheet:verify": everyone,

  "rating:give": everyone,
  "rating:read": tiers,
  "rating:answer": tiers,

  "dashboard:read": [...desk, "practitioner"],
  "dashboard:compare": tiers,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** True when the role holds the permission. */
export function holds(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role);
}

/** Every permission of a role, in table order: what a face asks to know which items to show. */
export function permissionsOf(role: Role): Permission[] {
  return (Object.keys(permissions) as Permission[]).filter((permission) => holds(role, permission));
}
