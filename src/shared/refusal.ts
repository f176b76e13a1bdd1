/** A decision of the rules that the caller may expect: 409 with a code that faces word in Chinese. */
export class Refusal extends Error {
  readonly code: string;
  readonly data: Record<string, unknown> | undefined;
  constructor(code: string, data?: Record<string, unknown>) {
    super(code);
    this.code = code;
    this.data = data;
  }
}

/** 404: unknown, or outside the caller's reach. The two are never told apart. */
export class NotFound extends Error {
  constructor() {
    super("NOT_FOUND");
  }
}

/** 401 when nobody is signed in, 403 when the role does not have the permission, 429 when a limit is reached. */
export class Denied extends Error {
  readonly status: 401 | 403 | 429;
  readonly code: "UNAUTHENTICATED" | "FORBIDDEN" | "MUST_SET_PASSWORD" | "TOO_MANY_REQUESTS";
  readonly retryAfterSeconds: number | undefined;
  constructor(status: 401 | 403 | 429, code: Denied["code"], retryAfterSeconds?: number) {
    super(code);
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export interface InputIssue {
  path: (string | number)[];
  message: string;
}

/** 400: what is wrong, field by field, in words for the person who typed it. */
export class Invalid extends Error {
  readonly issues: InputIssue[];
  constructor(issues: InputIssue[]) {
    super("INVALID_INPUT");
    this.issues = issues;
  }
}

export const refusal = (code: string, data?: Record<string, unknown>): Refusal => new Refusal(code, data);
export const notFound = (): NotFound => new NotFound();
